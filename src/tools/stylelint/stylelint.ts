import { realpathSync } from 'node:fs';
import { z } from 'zod';
import { lintInBatches } from '../lint-in-batches.ts';
import { ownProgram, type OwnProgram } from '../own-program.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../run-program.ts';
import type { Linter } from '../tool.ts';
import { readStylelintJson, type StylelintFile } from './read-stylelint-json.ts';

/** Its exit codes: 0 no error, 2 errors found; 1 something is wrong, 64 wrong flags, 78 a broken config. */
const ANSWERED = new Set([0, 2]);

const HANDLED = /\.(css|pcss|scss|sass|less)$/;

/** Without a syntax of its own in the config every file is read as CSS. */
const NEEDS_SYNTAX = /\.(scss|sass|less)$/;

const printedConfig = z.looseObject({ customSyntax: z.unknown().optional() });

/** The repository's own Stylelint with its own config. */
export function stylelint(): Linter {
  return {
    name: 'stylelint',
    kind: 'linter',
    handles: (path) => HANDLED.test(path),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'stylelint', checkout, signal });
      const root = realpathSync(checkout.dir);
      const part = await lintInBatches(files, async (batch) => {
        const result = await program.run(['--formatter', 'json', '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        // Since version 16 it reports on stderr.
        const answer = ANSWERED.has(result.exitCode)
          ? (readStylelintJson(result.stdout, root) ?? readStylelintJson(result.stderr, root))
          : null;
        if (answer === null) throw unreadable('stylelint', result, 'gave no report');
        const byPath = new Map(answer.map((file) => [file.path, file]));
        const silent = batch.filter((path) => !byPath.has(path));
        if (silent.length > 0) throw unreadable('stylelint', result, `said nothing about ${silent.slice(0, 5).join(', ')}`);
        const [invalid] = answer.flatMap(({ invalidOptions }) => invalidOptions);
        if (invalid !== undefined) throw unreadable('stylelint', result, `cannot apply a rule of its config: ${invalid}`);
        if (result.exitCode === 2 && !answer.some(({ problems }) => problems.some(({ severity }) => severity === 'error')))
          throw unreadable('stylelint', result, 'failed without saying why');
        const reports = await Promise.all(batch.flatMap((path) => byPath.get(path) ?? []).map((file) => withoutUnparsable(program, file)));
        return {
          examined: reports.filter(({ isIgnored }) => !isIgnored).map(({ path }) => path),
          ignored: reports.filter(({ isIgnored }) => isIgnored).map(({ path }) => path),
          problems: reports.flatMap(({ problems }) => problems),
        };
      });
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce([], part) };
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'stylelint', checkout, signal });
      await program.fix({ args: ['--fix'], files, answered: ANSWERED });
    },
  };
}

/** SCSS or Less that the config names no syntax for is left out by that config, not broken. */
async function withoutUnparsable(program: OwnProgram, file: StylelintFile): Promise<StylelintFile> {
  const isUnparsed = NEEDS_SYNTAX.test(file.path) && file.problems.length === 1 && file.problems[0]?.code === 'syntax';
  if (!isUnparsed) return file;
  const result = await program.run(['--print-config', file.path]);
  const config = result.exitCode === 0 ? printedConfig.safeParse(parseJson(result.stdout)) : undefined;
  if (config?.success !== true) throw unreadable('stylelint', result, `could not say its config for ${file.path}`);
  return config.data.customSyntax === undefined ? { ...file, isIgnored: true, problems: [] } : file;
}
