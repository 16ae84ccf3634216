import type { LintProblem } from './tool.ts';

/** Files that do not parse, by the lines that say so. The pattern's groups: path, line, column, message. */
export function syntaxFaults(
  text: string,
  { pattern, files }: { readonly pattern: RegExp; readonly files: readonly string[] },
): LintProblem[] {
  return [...text.matchAll(pattern)]
    .map(
      ([, path = '', line, column, message = '']): LintProblem => ({
        code: 'syntax',
        severity: 'error',
        message,
        path,
        range: { startLine: Number(line), startColumn: Number(column) },
      }),
    )
    .filter(({ path }) => files.includes(path));
}
