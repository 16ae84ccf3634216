import { realpathSync } from 'node:fs';
import { lintInBatches } from '../lint-in-batches.ts';
import { ownProgram } from '../own-program.ts';
import { unreadable } from '../run-program.ts';
import type { Linter } from '../tool.ts';
import { readBiomeJson } from './read-biome-json.ts';

/** Its exit codes: 0 no error, 1 errors found, no file to look at, or a broken config. */
const ANSWERED = new Set([0, 1]);

const HANDLED = /\.([cm]?[jt]sx?|css|graphql|gql|vue|svelte|astro)$/;

/** Something went wrong in Biome itself: a file it could not read, for example. */
const INTERNAL = /^internalError\b/;

/** The repository's own Biome with its own config: lint rules, and formatting unless the config switches it off. */
export function biome(): Linter {
  return {
    name: 'biome',
    kind: 'linter',
    handles: (path) => HANDLED.test(path),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'biome', checkout, signal });
      const root = realpathSync(checkout.dir);
      const part = await lintInBatches(files, async (batch) => {
        const result = await program.run(['check', '--reporter=json', '--max-diagnostics=none', '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const answer = ANSWERED.has(result.exitCode) ? readBiomeJson(result.stdout, root) : null;
        if (answer === null || answer.isClipped) throw unreadable('biome', result, 'gave no whole report');
        const { fileCount, problems } = answer;
        if (problems.some(({ code }) => INTERNAL.test(code))) throw unreadable('biome', result, 'failed inside');
        if (fileCount === 0 && problems.length === 0) return { examined: [], ignored: batch, problems };
        if (fileCount !== batch.length) {
          if (batch.length > 1) return 'in-halves';
          throw unreadable('biome', result, `looked at ${fileCount} files instead of one`);
        }
        if (result.exitCode === 1 && !problems.some(({ severity }) => severity === 'error'))
          throw unreadable('biome', result, 'failed without saying why');
        return { examined: batch, ignored: [], problems };
      });
      const reproduce = program.reproduce(['check'], part);
      return { tool: { name: program.name, version: program.version }, ...part, reproduce };
    },
    async formatted({ checkout, path, signal }) {
      const program = await ownProgram({ name: 'biome', checkout, signal });
      return await program.pipe(['format', `--stdin-file-path=${path}`], path);
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'biome', checkout, signal });
      await program.fix({ args: ['check', '--write', '--max-diagnostics=none'], files, answered: ANSWERED });
    },
  };
}
