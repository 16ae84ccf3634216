import { realpathSync } from 'node:fs';
import { lintInBatches } from '../lint-in-batches.ts';
import { pathProgram } from '../path-program.ts';
import { repositoryPath } from '../repository-path.ts';
import { unreadable } from '../run-program.ts';
import type { Linter, LintProblem } from '../tool.ts';

const UNFORMATTED = /^would reformat (.+)$/;
const FORMATTED = /^(.+?) (?:already well formatted, good job\.|wasn't modified on disk since last run\.)$/;
/** `error: cannot format a.py: Cannot parse: 1:6`, with the version of Python it was read for. */
const FAULT = /^error: cannot format (.+?): (Cannot parse.*?: (\d{1,7}):(\d{1,7}).*)$/;
const SUMMED = /\b(\d{1,7}) files? would (?:be reformatted|be left unchanged|fail to reformat)/g;
const NONE = /No Python files are present to be formatted/;

/**
 * The repository's black. Exit codes: 0 all formatted, 1 some not, 123 a file that does not parse or something is wrong. Files that are named it
 * takes even where its configuration leaves them out: so it is asked for the whole tree, and of that for these.
 */
export function black(): Linter {
  return {
    name: 'black',
    kind: 'formatter',
    handles: (path) => /\.pyi?$/.test(path),
    async lint({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'black', checkout, signal });
      const root = realpathSync(checkout.dir);
      const part = await lintInBatches(files, async (batch) => {
        const result = await program.run(['--check', '--verbose', '--workers=1', '--include', `^/(${batch.map(literal).join('|')})$`, '.']);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const { seen, problems } = read(result.stderr, (printed) => repositoryPath(root, printed) ?? printed);
        const counted = [...result.stderr.matchAll(SUMMED)].reduce((sum, [, count]) => sum + Number(count), 0);
        const isNone = seen.size === 0 && NONE.test(result.stderr);
        const isExplained = { 0: problems.length === 0, 1: problems.length > 0, 123: problems.some(({ code }) => code === 'syntax') }[
          result.exitCode
        ];
        if (isExplained !== true || result.truncated || counted !== seen.size || (seen.size === 0 && !isNone))
          throw unreadable('black', result, 'gave no answer');
        return { examined: batch.filter((path) => seen.has(path)), ignored: batch.filter((path) => !seen.has(path)), problems };
      });
      return { tool: { name: 'black', version: program.version }, ...part, reproduce: program.reproduce(['--diff'], part.problems) };
    },
    async formatted({ checkout, path, signal }) {
      const program = await pathProgram({ name: 'black', checkout, signal });
      return await program.pipe(['--quiet', `--stdin-filename=${path}`, '-'], path);
    },
    async fix({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'black', checkout, signal });
      await lintInBatches(files, async (batch) => {
        await program.run(['--quiet', '--', ...batch]);
        return { examined: batch, ignored: [], problems: [] };
      });
    },
  };
}

/** As a regular expression of Python's that fits this text alone. */
function literal(text: string): string {
  return text.replaceAll(/[^\w/]/gu, String.raw`\$&`);
}

function read(
  stderr: string,
  pathOf: (printed: string) => string,
): { readonly seen: ReadonlySet<string>; readonly problems: LintProblem[] } {
  const seen = new Set<string>();
  const problems: LintProblem[] = [];
  for (const line of stderr.split(/\r?\n/)) {
    const formatted = FORMATTED.exec(line)?.[1];
    const unformatted = UNFORMATTED.exec(line)?.[1];
    const [, fault, message = '', row, column] = FAULT.exec(line) ?? [];
    const printed = formatted ?? unformatted ?? fault;
    if (printed === undefined) continue;
    const path = pathOf(printed);
    seen.add(path);
    if (unformatted !== undefined) problems.push({ code: 'format', severity: 'error', message: 'is not formatted as black would', path });
    if (fault !== undefined)
      problems.push({
        code: 'syntax',
        severity: 'error',
        message,
        path,
        range: { startLine: Number(row), startColumn: Number(column) + 1 },
      });
  }
  return { seen, problems };
}
