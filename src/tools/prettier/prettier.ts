import { realpathSync } from 'node:fs';
import { z } from 'zod';
import { matchesGlob } from '../../domain/matches-glob.ts';
import { lintInBatches } from '../lint-in-batches.ts';
import { ownProgram, type OwnProgram } from '../own-program.ts';
import { parseJson } from '../parse-json.ts';
import { printed, unreadable } from '../run-program.ts';
import { FORMATTED_DATA, FORMATTED_SOURCE } from '../source-files.ts';
import type { Linter } from '../tool.ts';
import { readPrettierOutput } from './read-prettier-output.ts';

/** Its exit codes: 0 all formatted, 1 some are not, 2 a file does not parse or something is wrong. */
const ANSWERED = new Set([0, 1, 2]);

const fileInfo = z.object({ ignored: z.boolean(), inferredParser: z.string().nullable() });

/** The repository's own Prettier with its own config. */
export function prettier(formats: readonly string[] = []): Linter {
  return {
    name: 'prettier',
    kind: 'formatter',
    handles: (path) => FORMATTED_SOURCE.test(path) || (FORMATTED_DATA.test(path) && formats.some((glob) => matchesGlob(path, glob))),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'prettier', checkout, signal });
      const root = realpathSync(checkout.dir);
      const logLevel = program.version.startsWith('2.') ? '--loglevel' : '--log-level';
      const part = await lintInBatches(files, async (batch) => {
        // In CI it writes colours without a terminal, and nobody can read its log then.
        const result = await program.run(['--no-color', '--list-different', logLevel, 'debug', '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        if (result.truncated || !ANSWERED.has(result.exitCode)) throw unreadable('prettier', result, 'gave no report');
        const { seen, problems, unexplained } = readPrettierOutput(result, { files: batch, root });
        if (unexplained !== null) throw unreadable('prettier', result, 'said something that is no report');
        const isExpected = { 0: problems.length === 0, 1: problems.length > 0, 2: problems.some(({ code }) => code === 'syntax') }[
          result.exitCode
        ];
        if (isExpected !== true) throw unreadable('prettier', result, 'ended with an exit code its report does not explain');
        const ignored: string[] = [];
        // It passes over an ignored file in silence, and over a formatted one too when the log of its version reads otherwise: ask.
        for (const path of batch.filter((file) => !seen.has(file))) if (await isIgnored(program, path)) ignored.push(path);
        return { examined: batch.filter((path) => !ignored.includes(path)), ignored, problems };
      });
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce(['--check'], part) };
    },
    async formatted({ checkout, path, signal }) {
      const program = await ownProgram({ name: 'prettier', checkout, signal });
      return printed(await program.run(['--', path]));
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'prettier', checkout, signal });
      await program.fix({ args: ['--write'], files, answered: ANSWERED });
    },
  };
}

async function isIgnored(program: OwnProgram, path: string): Promise<boolean> {
  const result = await program.run(['--file-info', path]);
  const parsed = result.exitCode === 0 ? fileInfo.safeParse(parseJson(result.stdout)) : undefined;
  if (parsed?.success !== true) throw unreadable('prettier', result, `could not say whether it ignores ${path}`);
  return parsed.data.ignored || parsed.data.inferredParser === null;
}
