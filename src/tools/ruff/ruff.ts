import { realpathSync } from 'node:fs';
import { lintInBatches } from '../lint-in-batches.ts';
import { pathProgram } from '../path-program.ts';
import { repositoryPath } from '../repository-path.ts';
import { unreadable } from '../run-program.ts';
import type { Linter } from '../tool.ts';
import { readRuffJson } from './read-ruff-json.ts';

/** Files that are named are left out like those it would find. Its cache would be one of the judged tree. */
const FLAGS = ['--force-exclude', '--no-cache'];

/** Of a file that is not there or cannot be read. */
const UNREAD = 'E902';

/** The repository's ruff as a linter. Exit codes: 0 nothing found, 1 something, 2 a broken configuration. */
export function ruff(): Linter {
  return {
    name: 'ruff',
    kind: 'linter',
    handles: (path) => /\.pyi?$/.test(path),
    async lint({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'ruff', checkout, signal });
      const root = realpathSync(checkout.dir);
      const part = await lintInBatches(files, async (batch) => {
        const shown = await program.run(['check', '--show-files', ...FLAGS, '--', ...batch]);
        const result = await program.run(['check', '--output-format=json', '--no-fix', '--quiet', ...FLAGS, '--', ...batch]);
        if ((result.truncated || shown.truncated) && batch.length > 1) return 'in-halves';
        const problems = result.truncated ? null : readRuffJson(result.stdout, root);
        if (shown.exitCode !== 0) throw unreadable('ruff', shown, 'did not say which files it looks at');
        if (problems === null || problems.some(({ code }) => code === UNREAD)) throw unreadable('ruff', result, 'gave no report');
        if (result.exitCode !== (problems.length === 0 ? 0 : 1))
          throw unreadable('ruff', result, 'ended with a code its report does not explain');
        const looked = new Set(shown.stdout.split(/\r?\n/).map((line) => repositoryPath(root, line)));
        const examined = batch.filter((path) => looked.has(path));
        return { examined, ignored: batch.filter((path) => !looked.has(path)), problems };
      });
      return { tool: { name: 'ruff', version: program.version }, ...part, reproduce: program.reproduce(['check'], part.problems) };
    },
    async fix({ checkout, files, signal }) {
      const program = await pathProgram({ name: 'ruff', checkout, signal });
      await lintInBatches(files, async (batch) => {
        const result = await program.run(['check', '--fix-only', '--no-unsafe-fixes', '--quiet', ...FLAGS, '--', ...batch]);
        if (result.exitCode !== 0) throw unreadable('ruff', result, 'could not fix');
        return { examined: batch, ignored: [], problems: [] };
      });
    },
  };
}
