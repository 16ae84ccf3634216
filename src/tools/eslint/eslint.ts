import { realpathSync } from 'node:fs';
import { lintInBatches } from '../lint-in-batches.ts';
import { ownProgram, type OwnProgram } from '../own-program.ts';
import { unreadable } from '../run-program.ts';
import type { Linter } from '../tool.ts';
import { readEslintJson, type EslintFile } from '../read-eslint-json.ts';

/** Its exit codes: 0 no error, 1 errors found, 2 a config that does not load or a crash. */
const ANSWERED = new Set([0, 1]);

const HANDLED = /\.([cm]?[jt]sx?|vue|svelte|astro)$/;

/** What needs a parser of its own; ESLint 8 lints every file it is given, with a parser that cannot read it. */
const NEEDS_PARSER = /\.([cm]?tsx?|vue|svelte|astro)$/;

/** How `--print-config` says that a legacy config names no parser; a flat config has no such key. */
const NO_PARSER = /^ {2}"parser": null,?$/m;

/** The repository's own ESLint with its own config, flat or legacy. `leaves` are extensions that it looks for nowhere there. */
export function eslint(leaves: readonly string[] = []): Linter {
  return {
    name: 'eslint',
    kind: 'linter',
    handles: (path) => HANDLED.test(path) && !leaves.some((extension) => path.endsWith(extension)),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'eslint', checkout, signal });
      const root = realpathSync(checkout.dir);
      const part = await lintInBatches(files, async (batch) => {
        // Without --no-warn-ignored, on purpose: an ignored file must say so.
        const result = await program.run(['--format', 'json', '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const answer = ANSWERED.has(result.exitCode) ? readEslintJson(result.stdout, root) : null;
        if (answer === null) throw unreadable('eslint', result, 'gave no report');
        const byPath = new Map(answer.map((file) => [file.path, file]));
        const silent = batch.filter((path) => !byPath.has(path));
        if (silent.length > 0) throw unreadable('eslint', result, `said nothing about ${silent.slice(0, 5).join(', ')}`);
        const reports = await Promise.all(batch.flatMap((path) => byPath.get(path) ?? []).map((file) => withoutUnparsable(program, file)));
        if (result.exitCode === 1 && !answer.some((file) => file.problems.some(({ severity }) => severity === 'error')))
          throw unreadable('eslint', result, 'failed without saying why');
        return {
          examined: reports.filter(({ isIgnored }) => !isIgnored).map(({ path }) => path),
          ignored: reports.filter(({ isIgnored }) => isIgnored).map(({ path }) => path),
          problems: reports.flatMap(({ problems }) => problems),
        };
      });
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce([], part) };
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'eslint', checkout, signal });
      await program.fix({ args: ['--fix'], files, answered: ANSWERED });
    },
  };
}

/** A file that its config gives no parser for is left out by that config, not broken. */
async function withoutUnparsable(program: OwnProgram, file: EslintFile): Promise<EslintFile> {
  const isUnparsed = NEEDS_PARSER.test(file.path) && file.problems.length === 1 && file.problems[0]?.code === 'syntax';
  if (!isUnparsed) return file;
  const config = await program.run(['--print-config', file.path]);
  if (config.exitCode !== 0) throw unreadable('eslint', config, `could not say its config for ${file.path}`);
  return NO_PARSER.test(config.stdout) ? { path: file.path, isIgnored: true, problems: [] } : file;
}
