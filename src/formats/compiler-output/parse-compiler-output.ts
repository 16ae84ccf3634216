import type { Range, Severity } from '../../domain/finding.ts';
import type { CompilerMessage } from './compiler-message.ts';
import { checkoutRoot } from './checkout-root.ts';
import { COMPILER_FORMATS, type CompilerFormat } from './formats.ts';
import { type PathsByName, pathsByName, repositoryPath } from './repository-path.ts';

/** What is looked at of untrusted output: a build prints what it likes. */
const MAX_LINES = 50_000;
const MAX_LINE_LENGTH = 1000;
const MAX_MESSAGES = 2000;

const SEVERITY: Readonly<Record<string, Severity>> = { warning: 'warning', note: 'note' };

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Reads the places out of what a build printed; `paths` are those of all files of the tree it built. What it does not recognise it leaves out: no message does not mean no error, the exit
 * code says that.
 */
export function parseCompilerOutput(text: string, paths: readonly string[]): CompilerMessage[] {
  const known = pathsByName(paths);
  const lines = linesOf(text, new Set(paths));
  const found = new Map<string, CompilerMessage>();
  for (let index = 0; index < lines.length && found.size < MAX_MESSAGES; index += 1) {
    const match = matchAt(lines, index);
    if (match === null) continue;
    const message = messageOf(match.format, match.groups, known);
    found.set(JSON.stringify(message), message);
  }
  return [...found.values()];
}

/** Without colours, progress rewrites and the checkout's own place, which differs from run to run. */
function linesOf(text: string, known: ReadonlySet<string>): string[] {
  const plain = text.replaceAll(/\x1b\[[0-9;?]{0,20}[A-Za-z]/g, '');
  const root = checkoutRoot(plain, known);
  return (root === null ? plain : plain.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, ''))
    .split('\n', MAX_LINES)
    .flatMap((line) => (SAID_AGAIN.test(line) ? unquoted(line) : [line]))
    .slice(0, MAX_LINES)
    .map((line) => (line.split('\r').findLast((part) => part !== '') ?? '').slice(0, MAX_LINE_LENGTH));
}

/** How the shell of Bun shows in its error what a command printed: as one string. */
const SAID_AGAIN = /^ {1,9}std(?:out|err): "/;

function unquoted(line: string): string[] {
  return line.replace(SAID_AGAIN, '').replace(/",?$/, '').replaceAll('\\"', '"').split('\\n');
}

function matchAt(lines: readonly string[], index: number): { readonly format: CompilerFormat; readonly groups: Groups } | null {
  const line = lines[index] ?? '';
  for (const format of COMPILER_FORMATS) {
    const start = format.start.exec(line);
    if (start === null) continue;
    const { below } = format;
    if (below === undefined) return { format, groups: start.groups ?? {} };
    for (const next of lines.slice(index + 1, index + 1 + (format.within ?? 1))) {
      const rest = below.exec(next);
      if (rest !== null) return { format, groups: { ...defined(start.groups), ...defined(rest.groups) } };
    }
  }
  return null;
}

function messageOf({ firstColumn = 1 }: CompilerFormat, groups: Groups, known: PathsByName): CompilerMessage {
  const { path = '.', line, column, severity = 'error', code, message = '' } = groups;
  const at = repositoryPath(path, known);
  // A line of what is not in the repository is no place in it.
  const range = at === '.' ? undefined : rangeOf(line, column, firstColumn);
  return {
    path: at,
    ...(range === undefined ? {} : { range }),
    code: code ?? null,
    severity: SEVERITY[severity.toLowerCase()] ?? 'error',
    message: message.trim(),
  };
}

function rangeOf(line: string | undefined, column: string | undefined, firstColumn: 0 | 1): Range | undefined {
  const startLine = Number(line ?? 0);
  if (startLine < 1) return undefined;
  const startColumn = Number(column ?? -1) + (1 - firstColumn);
  return startColumn < 1 ? { startLine } : { startLine, startColumn };
}

function defined(groups: Groups | undefined): Groups {
  return Object.fromEntries(Object.entries(groups ?? {}).filter(([, value]) => value !== undefined));
}
