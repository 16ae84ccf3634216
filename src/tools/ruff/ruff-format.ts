import { replacedPlaces } from '../../formats/unified-diff/replaced-places.ts';
import { lintInBatches } from '../lint-in-batches.ts';
import { pathProgram } from '../path-program.ts';
import { unreadable } from '../run-program.ts';
import { syntaxFaults } from '../syntax-faults.ts';
import type { Linter, LintProblem } from '../tool.ts';

const FLAGS = ['--force-exclude', '--no-cache'];
/** `1 file would be reformatted, 2 files already formatted` */
const COUNTS = /\b(\d{1,7}) files? (?:would be reformatted|already formatted)/g;
/** `error: Failed to parse a.py:1:7: Expected a parameter` */
const FAULT = /^error: Failed to parse (\S.*\.pyi?):(\d{1,7}):(\d{1,7}): (.+)$/gm;
const NONE = /No Python files found/;

/** The repository's ruff as a formatter. Exit codes: 0 all formatted, 1 some not, 2 a file that does not parse or a broken configuration. */
export function ruffFormat(): Linter {
  return {
    name: 'ruff format',
    kind: 'formatter',
    handles: (path) => /\.pyi?$/.test(path),
    async lint({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'ruff', checkout, signal });
      const part = await lintInBatches(files, async (batch) => {
        const result = await program.run(['format', '--diff', ...FLAGS, '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const { exitCode, stdout, stderr } = result;
        const faults = syntaxFaults(stderr, { pattern: FAULT, files: batch });
        const unformatted = [...replacedPlaces(stdout).keys()];
        const counted = [...stderr.matchAll(COUNTS)].reduce((sum, [, count]) => sum + Number(count), 0) + faults.length;
        const isExplained = { 0: unformatted.length + faults.length === 0, 1: unformatted.length > 0, 2: faults.length > 0 }[exitCode];
        if (isExplained !== true || result.truncated || unformatted.some((path) => !batch.includes(path)))
          throw unreadable('ruff format', result, 'gave no answer');
        if (counted === 0 && NONE.test(`${stdout}${stderr}`)) return { examined: [], ignored: batch, problems: [] };
        if (counted !== batch.length) {
          if (batch.length > 1) return 'in-halves';
          throw unreadable('ruff format', result, `looked at ${counted} files instead of one`);
        }
        return { examined: batch, ignored: [], problems: [...faults, ...unformatted.map(isUnformatted)] };
      });
      return {
        tool: { name: 'ruff', version: program.version },
        ...part,
        reproduce: program.reproduce(['format', '--diff'], part.problems),
      };
    },
    async formatted({ checkout, path, signal }) {
      const program = await pathProgram({ name: 'ruff', checkout, signal });
      return await program.pipe(['format', '--no-cache', `--stdin-filename=${path}`, '-'], path);
    },
    async fix({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'ruff', checkout, signal });
      await lintInBatches(files, async (batch) => {
        await program.run(['format', ...FLAGS, '--', ...batch]);
        return { examined: batch, ignored: [], problems: [] };
      });
    },
  };
}

function isUnformatted(path: string): LintProblem {
  return { code: 'format', severity: 'error', message: 'is not formatted as ruff would', path };
}
