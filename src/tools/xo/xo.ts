import { realpathSync } from 'node:fs';
import { lintInBatches } from '../lint-in-batches.ts';
import { ownProgram } from '../own-program.ts';
import { readEslintJson } from '../read-eslint-json.ts';
import { unreadable } from '../run-program.ts';
import type { Linter } from '../tool.ts';

/** Its exit codes: 0 no error, 1 errors found, or a config that does not load. */
const ANSWERED = new Set([0, 1]);

/** The repository's own xo, with its own config. It answers as ESLint does; what its answer lacks it has left out. */
export function xo(): Linter {
  return {
    name: 'xo',
    kind: 'linter',
    handles: (path) => /\.[cm]?[jt]sx?$/.test(path),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'xo', checkout, signal });
      const root = realpathSync(checkout.dir);
      const part = await lintInBatches(files, async (batch) => {
        const result = await program.run(['--reporter=json', '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const answer = ANSWERED.has(result.exitCode) ? readEslintJson(result.stdout, root) : null;
        if (answer === null) throw unreadable('xo', result, 'gave no report');
        const problems = answer.flatMap((file) => file.problems);
        if ((result.exitCode === 1) !== problems.some(({ severity }) => severity === 'error'))
          throw unreadable('xo', result, 'ended with an exit code its report does not explain');
        const examined = new Set(answer.filter(({ isIgnored }) => !isIgnored).map(({ path }) => path));
        return {
          examined: batch.filter((path) => examined.has(path)),
          ignored: batch.filter((path) => !examined.has(path)),
          problems: problems.filter(({ path }) => batch.includes(path)),
        };
      });
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce([], part) };
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'xo', checkout, signal });
      await program.fix({ args: ['--fix'], files, answered: ANSWERED });
    },
  };
}
