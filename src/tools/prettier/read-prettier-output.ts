import type { ExecResult } from '../../platform/exec.ts';
import type { LintProblem } from '../tool.ts';

export interface PrettierAnswer {
  /** Files it certainly looked at: it read their options, listed them or failed to parse them. */
  readonly seen: ReadonlySet<string>;
  readonly problems: readonly LintProblem[];
  /** The first line nobody can explain; then the whole answer is none. */
  readonly unexplained: string | null;
}

/** `[error] src/a.js: SyntaxError: Unexpected token (1:11)`; the code frame below is indented. */
const SYNTAX_ERROR = /^SyntaxError: (?<message>.*?)(?: \((?<line>\d{1,9}):(?<column>\d{1,9})\))?$/;
const FRAME = /^\[error\] (>?\s|$)|^\[error\]$/;
const RESOLVED = /^\[debug\] resolve config from '(?<path>.+)'$/;

/** Reads what `prettier --list-different --log-level debug` prints about these files; `root` is a real path. */
export function readPrettierOutput(
  { stdout, stderr }: ExecResult,
  { files, root }: { readonly files: readonly string[]; readonly root: string },
): PrettierAnswer {
  const asked = new Set(files);
  const seen = new Set<string>();
  const problems: LintProblem[] = [];
  let unexplained: string | null = null;
  for (const line of linesOf(stdout)) {
    if (asked.has(line)) {
      seen.add(line);
      problems.push({ code: 'format', severity: 'error', message: 'is not formatted as Prettier would', path: line });
    } else unexplained ??= line;
  }
  for (const line of linesOf(stderr)) {
    const resolved = RESOLVED.exec(line)?.groups?.['path'];
    if (resolved?.startsWith(`${root}/`)) seen.add(resolved.slice(root.length + 1));
    if (!line.startsWith('[error]') || FRAME.test(line)) continue;
    const path = files.find((file) => line.startsWith(`[error] ${file}: `));
    const found = path === undefined ? null : SYNTAX_ERROR.exec(line.slice(`[error] ${path}: `.length));
    if (path === undefined || found === null) {
      unexplained ??= line;
      continue;
    }
    seen.add(path);
    problems.push(syntaxProblem(path, found.groups ?? {}));
  }
  return { seen, problems, unexplained };
}

function syntaxProblem(path: string, { message, line, column }: Record<string, string | undefined>): LintProblem {
  const place =
    line === undefined ? {} : { range: { startLine: Number(line), ...(column === undefined ? {} : { startColumn: Number(column) }) } };
  return { code: 'syntax', severity: 'error', message: message ?? 'does not parse', path, ...(Number(line) === 0 ? {} : place) };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}
