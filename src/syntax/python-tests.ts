import { createHash } from 'node:crypto';
import type { Skip } from './test-options.ts';
import type { TestCase } from './tests.ts';

interface PythonFunction {
  readonly name: string;
  /** Of the class or function around it, dotted; empty at the top. */
  readonly owner: string;
  readonly line: number;
  readonly endLine: number;
  readonly decorators: readonly string[];
  readonly body: readonly string[];
}

const ASSERTION = /^\s*assert\b|\bself\.(assert|fail)\w*\(|\bpytest\.(raises|warns|fail|approx)\b|\.assert_\w+\(/;

/** The tests of a Python file in the styles of pytest and unittest, read by their indentation: near enough to tell what went missing. */
export function pythonTestsOf(text: string): TestCase[] {
  const functions = functionsOf(withoutTexts(text).split('\n'));
  const byName = new Map(functions.map((one) => [one.name, one]));
  const count = (one: PythonFunction, seen: ReadonlySet<string> = new Set()): number =>
    one.body.reduce((sum, line) => {
      const called = [...line.matchAll(/\b(\w+)\(/g)]
        .flatMap(([, name = '']) => byName.get(name) ?? [])
        .filter(({ name }) => name !== one.name && !seen.has(name));
      return sum + (ASSERTION.test(line) ? 1 : 0) + called.reduce((more, next) => more + count(next, new Set([...seen, one.name])), 0);
    }, 0);
  return functions
    .filter(({ name }) => name.startsWith('test'))
    .map((one) => {
      const body = one.body.join('').replace(/\s+/g, '').replace(/"/g, "'");
      return {
        title: one.owner === '' ? one.name : `${one.owner} > ${one.name}`,
        name: one.name,
        line: one.line,
        endLine: one.endLine,
        skip: skipOf(one),
        isOnly: false,
        isRetried: false,
        isOpaque: false,
        body,
        bodyHash: createHash('sha256').update(body).digest('hex'),
        assertions: count(one),
        certain: count(one),
        mentions: new Set(one.body.flatMap((line) => [...line.matchAll(/\w+/g)].map(([word]) => word))),
      };
    });
}

function skipOf({ decorators, body }: PythonFunction): Skip {
  if (decorators.some((line) => /\bskip\b(?!if)/i.test(line))) return 'yes';
  const inBody = body.map((line) => /^(\s*)(pytest\.skip|self\.skipTest)\(/.exec(line)).find((found) => found !== null);
  const own = body.find((line) => line.trim() !== '')?.search(/\S/) ?? 0;
  if (inBody !== undefined && inBody[1]?.length === own) return 'yes';
  return inBody !== undefined || decorators.some((line) => /skip(if|unless)|\bxfail\b|expectedFailure/i.test(line)) ? 'conditional' : 'no';
}

function functionsOf(lines: readonly string[]): PythonFunction[] {
  const found: PythonFunction[] = [];
  const owners: { readonly name: string; readonly indent: number }[] = [];
  let decorators: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const indent = line.search(/\S/);
    while ((owners.at(-1)?.indent ?? -1) >= indent) owners.pop();
    if (/^\s*@/.test(line)) decorators.push(line);
    const definition = /^\s*(?:async\s+)?(def|class)\s+(\w+)/.exec(line);
    if (definition !== null) {
      const [, kind, name = ''] = definition;
      const owner = owners.map((one) => one.name).join('.');
      if (kind === 'def') {
        const end = endOf(lines, index, indent);
        found.push({ name, owner, line: index + 1, endLine: end, decorators, body: lines.slice(index + 1, end) });
      }
      owners.push({ name, indent });
    }
    if (definition !== null || indent === 0) decorators = /^\s*@/.test(line) ? decorators : [];
  }
  return found;
}

/** The last line of a block, 1-based: the one before the next that is indented no deeper. */
function endOf(lines: readonly string[], start: number, indent: number): number {
  const next = lines.findIndex(
    (line, index) => index > start && line.trim() !== '' && line.search(/\S/) <= indent && !/^\s*[)\]}]/.test(line),
  );
  return next < 0 ? lines.length : next;
}

/** Comments and texts over several lines taken out, line for line. */
function withoutTexts(text: string): string {
  return text.replace(/("""|''')[^]*?\1/g, (found) => found.replace(/[^\n]/g, ' ')).replace(/(^|\s)#.*$/gm, '$1');
}
