import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { modulesWith } from '../in-folder.ts';
import { readEslintJson } from '../read-eslint-json.ts';
import { lintInBatches } from '../lint-in-batches.ts';
import { ownProgram } from '../own-program.ts';
import { runProgram, unreadable } from '../run-program.ts';
import type { Linter } from '../tool.ts';

/**
 * Its program prints what it found and no file without a problem, so its own module is asked, which answers as ESLint does. A constant: the
 * package's folder and the files are its arguments. By its folder, as a repository may call itself standard. Before version 17 it answers by a callback.
 */
const ASK = `const [folder, ...files] = process.argv.slice(1);
import(require('node:url').pathToFileURL(require.resolve(folder))).then(({ default: standard }) => new Promise((resolve, reject) => {
  const asked = standard.lintFiles(files, {}, (error, said) => (error ? reject(error) : resolve(said.results)));
  asked?.then(resolve, reject);
})).then((results) => console.log(JSON.stringify(results)));`;

/** The repository's own standard, with what its package.json says of it. What its answer lacks it has left out. */
export function standard(): Linter {
  return {
    name: 'standard',
    kind: 'linter',
    handles: (path) => /\.[cm]?jsx?$/.test(path),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'standard', checkout, signal });
      const root = realpathSync(checkout.dir);
      const folder = join(modulesWith(checkout, 'standard').at, 'standard');
      const whenAbsent = 'install Node: standard runs in it';
      const part = await lintInBatches(files, async (batch) => {
        const result = await runProgram({
          checkout,
          name: 'standard',
          argv: ['node', '-e', ASK, '--', folder, ...batch],
          whenAbsent,
          signal,
        });
        if (result.truncated && batch.length > 1) return 'in-halves';
        const answer = result.exitCode === 0 ? readEslintJson(result.stdout, root) : null;
        if (answer === null) throw unreadable('standard', result, 'gave no report');
        const looked = answer.filter(({ isIgnored }) => !isIgnored);
        const examined = new Set(looked.map(({ path }) => path));
        return {
          examined: batch.filter((path) => examined.has(path)),
          ignored: batch.filter((path) => !examined.has(path)),
          problems: looked.flatMap(({ problems }) => problems),
        };
      });
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce([], part) };
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'standard', checkout, signal });
      await program.fix({ args: ['--fix'], files, answered: new Set([0, 1]) });
    },
  };
}
