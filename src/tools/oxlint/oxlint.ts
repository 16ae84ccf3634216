import { ownProgram } from '../own-program.ts';
import { JAVASCRIPT_FILE } from '../source-files.ts';
import type { Linter } from '../tool.ts';
import { lintWithOxlint } from './lint-with-oxlint.ts';

/** The repository's own oxlint with its own config. */
export function oxlint(): Linter {
  return {
    name: 'oxlint',
    kind: 'linter',
    handles: (path) => JAVASCRIPT_FILE.test(path),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'oxlint', checkout, signal });
      const part = await lintWithOxlint({ files, mayIgnore: true, run: (batch) => program.run(['--format', 'json', '--', ...batch]) });
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce([], part) };
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'oxlint', checkout, signal });
      await program.fix({ args: ['--fix'], files, answered: new Set([0, 1]) });
    },
  };
}
