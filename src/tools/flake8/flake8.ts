import { lintInBatches } from '../lint-in-batches.ts';
import { pathProgram } from '../path-program.ts';
import { unreadable } from '../run-program.ts';
import type { Linter, LintProblem } from '../tool.ts';

/** Whatever its configuration says of the form; the fields are told apart by a character that no path has. */
const FORMAT = '%(path)s\t%(row)d\t%(col)d\t%(code)s\t%(text)s';
const SAID = /^([^\t]+)\t(\d{1,7})\t(\d{1,7})\t([A-Z]{1,10}\d{1,5})\t(.*)$/;
/** `3          total files processed`, by `--benchmark`: how many it did not leave out. */
const PROCESSED = /^(\d{1,7})\s+total files processed$/m;
/** Of a file that is not there or cannot be read; older versions give what does not parse the same code. */
const UNREAD = /^(FileNotFound|IO|OS|Permission|IsADirectory|UnicodeDecode)Error\b/;
/** What it would add, and where it would put its findings, as its configuration may say otherwise. */
const FLAGS = [`--format=${FORMAT}`, '--benchmark', '--no-show-source', '--tee', '--jobs=1'];

/** The repository's flake8. Exit codes: 0 nothing found, 1 something, or a broken configuration. */
export function flake8(): Linter {
  return {
    name: 'flake8',
    kind: 'linter',
    handles: (path) => path.endsWith('.py'),
    async lint({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'flake8', checkout, signal });
      const part = await lintInBatches(files, async (batch) => {
        const result = await program.run([...FLAGS, '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const count = Number(PROCESSED.exec(result.stdout)?.[1] ?? Number.NaN);
        const lines = result.stdout.split(/\r?\n/).filter((line) => line.includes('\t'));
        const problems = lines.flatMap((line) => problemOf(line, batch));
        const isWhole = !result.truncated && problems.length === lines.length && !Number.isNaN(count);
        if (!isWhole || problems.some(({ message }) => UNREAD.test(message))) throw unreadable('flake8', result, 'gave no report');
        if (result.exitCode > 1 || (result.exitCode === 1 && problems.length === 0))
          throw unreadable('flake8', result, 'ended with a code its report does not explain');
        if (count === 0 && problems.length === 0) return { examined: [], ignored: batch, problems };
        if (count === batch.length) return { examined: batch, ignored: [], problems };
        if (batch.length > 1) return 'in-halves';
        throw unreadable('flake8', result, `looked at ${count} files instead of one`);
      });
      return { tool: { name: 'flake8', version: program.version }, ...part, reproduce: program.reproduce([], part.problems) };
    },
  };
}

function problemOf(line: string, batch: readonly string[]): LintProblem[] {
  const [, printed = '', row, column, code = '', message = ''] = SAID.exec(line) ?? [];
  const path = printed.replace(/^\.\//, '');
  if (!batch.includes(path)) return [];
  const startLine = Number(row);
  return [
    {
      code,
      severity: 'error',
      message,
      path,
      ...(startLine < 1 ? {} : { range: { startLine, startColumn: Math.max(1, Number(column)) } }),
    },
  ];
}
