import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { definitionOf } from '../../syntax/python/python-functions.ts';
import { isPython, type PythonSource, type PythonStatement, readPython, walkPython } from '../../syntax/python/read-python.ts';
import type { FileVersion } from './file-pair.ts';
import { isIgnoredByGit } from './git-ignore.ts';
import { isSamplePath, isTestInput, isTestPath, severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

/** What one version of a Python file shows of an unfinished or made-up answer. */
export async function pythonArtefacts({ path, text, isTooLarge }: FileVersion, tree: Tree): Promise<Sighting[]> {
  if (!isPython(path) || isTooLarge) return [];
  const source = readPython(text);
  if (source.problem !== null) return [];
  const imports = path.endsWith('.pyi') ? [] : await unresolved(source, { path, tree });
  return [...(path.endsWith('.pyi') ? [] : duplicates(source.statements, path)), ...broadHandlers(source, path), ...imports];
}

/** What joins several functions of one name; of a test any other decorator only says how it is run. */
const JOINS = /^@[\w.]*\b(overload|register|setter|getter|deleter|dispatch\w*)\b/;

/** Functions and classes of one block of which a later one replaces an earlier; a decorator may join them. */
function duplicates(statements: readonly PythonStatement[], path: string): Sighting[] {
  const found: Sighting[] = [];
  const lines = new Map<string, number>();
  const texts = new Map<string, number>();
  for (const [index, statement] of statements.entries()) {
    const definition = definitionOf(statement);
    if (definition === null) continue;
    const { name, kind } = definition;
    if (kind === 'class') found.push(...duplicates(statement.body, path));
    const before = statements[index - 1]?.code ?? '';
    const isTest = isTestPath(path) && name.startsWith('test');
    const isJoined = JOINS.test(before) || before.startsWith(`@${name}.`);
    const isDecorated = before.startsWith('@') && (!isTest || isJoined);
    const text = written(statements, index);
    const copied = isJoined || isTestPath(path) ? undefined : texts.get(text);
    const first = copied ?? (isDecorated ? undefined : lines.get(name));
    const isUsedBetween =
      copied === undefined && first !== undefined && statements.slice(0, index).some((one) => one.line > first && usesAtOnce(one, name));
    texts.set(text, statement.line);
    // Without its decorator it is the same code.
    if (!isJoined) texts.set(textOf(statement), statement.line);
    if (first !== undefined && !isUsedBetween && name !== '_') {
      const message = `${name} is already defined on line ${first}`;
      found.push({ rule: 'duplicate-definition', message, path, range: { startLine: statement.line }, ...severityAt(path) });
    }
    if (isDecorated) lines.delete(name);
    else lines.set(name, statement.line);
  }
  return found;
}

/** With its decorators and all that is below it, without comments. */
function written(statements: readonly PythonStatement[], index: number): string {
  const decorators = statements.slice(0, index).toReversed();
  const bare = decorators.findIndex(({ code }) => !code.startsWith('@'));
  return [...decorators.slice(0, bare === -1 ? undefined : bare).toReversed(), statements[index]]
    .map((one) => (one === undefined ? '' : textOf(one)))
    .join('\n');
}

function textOf({ text, body }: PythonStatement): string {
  return [text, ...body.map((one) => textOf(one).replace(/^/gm, ' '))].join('\n');
}

/** Not in the body of a function: that runs when the last definition has taken the place of the others. */
function usesAtOnce({ code, body }: PythonStatement, name: string): boolean {
  if (/^(async\s+)?def\b/.test(code)) return false;
  return (code.split(/\W+/).includes(name) && !/^class\b/.test(code)) || body.some((one) => usesAtOnce(one, name));
}

const ASSERTS = /^assert\b|\bself\.assert\w+\(|\.assert_\w+\(/;

const SUPPRESSES = /^(async\s+)?with\b.*\bsuppress\(\s*(Base)?Exception\b/;

/** `except: pass`, `except Exception: pass` and `with suppress(Exception):`: whatever goes wrong, nobody hears of it. */
function broadHandlers({ statements, comments }: PythonSource, path: string): Sighting[] {
  const found: Sighting[] = [];
  walkPython(statements, (statement, _, before) => {
    const { code, body, line, endLine } = statement;
    const isSuppressed = SUPPRESSES.test(code);
    const isBroad = isSuppressed || /^except\s*(:|\(?\s*(Base)?Exception\b[^,]*:)/.test(code);
    const takesAssertions = isBroad || /^except\*?\b.*\bAssertionError\b/.test(code);
    const isEmpty = isSuppressed || (body.length > 0 && body.every((one) => /^(pass|\.\.\.)$/.test(one.code)));
    if (!takesAssertions || !isEmpty) return;
    const tried = isSuppressed ? statement : before.findLast((one) => /^try\s*:/.test(one.code));
    const hidesAssertion = isTestPath(path) && tried?.body.some((one) => ASSERTS.test(one.code)) === true;
    if (!hidesAssertion && !isBroad) return;
    const last = isSuppressed ? endLine : (body.at(-1)?.endLine ?? endLine);
    const isExplained = comments.some((comment) => comment.line >= line - 1 && comment.line <= last);
    const isMild = !hidesAssertion && (isExplained || isTestPath(path) || isSamplePath(path));
    found.push({
      rule: 'stub',
      message: `${isSuppressed ? 'suppress()' : 'an empty except'} hides ${hidesAssertion ? 'that an assertion fails' : 'every error'}`,
      path,
      range: { startLine: line },
      ...(isMild ? { severity: 'warning' as const } : {}),
    });
  });
  return found;
}

interface Place {
  readonly path: string;
  readonly tree: Tree;
}

/** Relative imports of a module that is no file of the tree, unless something makes it or the import may fail. */
async function unresolved({ statements }: PythonSource, { path, tree }: Place): Promise<Sighting[]> {
  const requests: { readonly dots: number; readonly module: string; readonly line: number }[] = [];
  walkPython(statements, ({ code, line }, around) => {
    const [, dots = '', module = ''] = /^from\s+(\.+)\s*([\w.]*)\s+import\b/.exec(code) ?? [];
    const isGuarded = around.some((one) => /^(try|if|except)\b/.test(one.code));
    if (dots !== '' && module !== '' && !isGuarded) requests.push({ dots: dots.length, module, line });
  });
  const found: Sighting[] = [];
  for (const { dots, module, line } of requests) {
    const folder = posix.join(posix.dirname(path), ...Array.from({ length: dots - 1 }, () => '..'));
    const target = posix.join(folder, module.replaceAll('.', '/'));
    if (target.startsWith('..') || isModule(tree, target)) continue;
    if ((await isIgnoredByGit(tree, `${target}.py`)) || /(^|\/)_?version$|_pb2(_grpc)?$/.test(target)) continue;
    found.push({
      rule: 'unresolved-import',
      message: `"${'.'.repeat(dots)}${module}" leads to no file of the tree`,
      path,
      range: { startLine: line },
      code: module,
      ...(isTestInput(path) && !/(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path) ? { severity: 'warning' as const } : {}),
    });
  }
  return found;
}

/** A file of Python, or of what is compiled to a module, or a package. */
function isModule(tree: Tree, target: string): boolean {
  return (
    ['.py', '.pyi', '.pyx', '.so', '.c', '.cpp', '.rs'].some((ending) => tree.has(target + ending)) ||
    tree.paths.some((one) => one.startsWith(`${target}/`))
  );
}
