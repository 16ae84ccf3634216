import { stripVTControlCharacters } from 'node:util';
import type { ExecResult } from '../../platform/exec.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import { lintInBatches, type LintPart } from '../lint-in-batches.ts';
import { ownProgram } from '../own-program.ts';
import { unreadable } from '../run-program.ts';
import { FORMATTED_DATA, FORMATTED_SOURCE } from '../source-files.ts';
import type { Linter } from '../tool.ts';

/** Its exit codes: 0 all formatted, 1 some are not, 2 a file does not parse, or there is none that it formats. */
const ANSWERED = new Set([0, 1, 2]);

const UNFORMATTED = /^(?<path>.+) \(\d+(?:\.\d+)?m?s\)$/;
const COUNTED = /^Finished in \S+ on (?<count>\d{1,7}) files? using /m;
const NONE = /^Expected at least one target file\b/m;
/** `,-[src/a.js:1:7]` under the message, whatever draws the frame. */
const FAULT = /^ *(?:x|×) (?<message>.+)\n\s*\S{1,2}-?\[(?<path>[^\n]+):(?<line>\d{1,7}):(?<column>\d{1,7})\]$/m;

/** The repository's own oxfmt with its own config. It says how many files it looked at and not which: what is left out is found by halving. */
export function oxfmt(formats: readonly string[] = []): Linter {
  return {
    name: 'oxfmt',
    kind: 'formatter',
    handles: (path) => FORMATTED_SOURCE.test(path) || (FORMATTED_DATA.test(path) && formats.some((glob) => matchesGlob(path, glob))),
    async lint({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'oxfmt', checkout, signal });
      const part = await lintInBatches(files, async (batch) => read(plain(await program.run(['--check', '--', ...batch])), batch));
      return { tool: { name: program.name, version: program.version }, ...part, reproduce: program.reproduce(['--check'], part) };
    },
    async formatted({ checkout, path, signal }) {
      const program = await ownProgram({ name: 'oxfmt', checkout, signal });
      return await program.pipe([`--stdin-filepath=${path}`], path);
    },
    async fix({ checkout, files, signal }) {
      const program = await ownProgram({ name: 'oxfmt', checkout, signal });
      await program.fix({ args: ['--write'], files, answered: ANSWERED });
    },
  };
}

type Answer = ExecResult & { readonly exitCode: number };

/** In CI it writes colours without a terminal. */
const plain = (result: Answer): Answer => ({
  ...result,
  stdout: stripVTControlCharacters(result.stdout),
  stderr: stripVTControlCharacters(result.stderr),
});

function read(result: Answer, batch: readonly string[]): LintPart | 'in-halves' {
  const [only, ...others] = batch;
  const isOne = only !== undefined && others.length === 0;
  // A file that does not parse keeps it from saying how many it looked at.
  if ((result.truncated || result.exitCode === 2) && !isOne) return 'in-halves';
  if (result.truncated || !ANSWERED.has(result.exitCode)) throw unreadable('oxfmt', result, 'gave no report');
  if (result.exitCode === 2 && isOne) return readRefusal(result, only);
  const paths = result.stdout.split(/\r?\n/).flatMap((line) => UNFORMATTED.exec(line)?.groups?.['path'] ?? []);
  const count = COUNTED.exec(result.stdout)?.groups?.['count'];
  const isExplained = result.exitCode === 0 ? paths.length === 0 : paths.length > 0;
  if (count === undefined || !isExplained || paths.some((path) => !batch.includes(path)))
    throw unreadable('oxfmt', result, 'said something that is no report');
  if (Number(count) !== batch.length) {
    if (!isOne) return 'in-halves';
    throw unreadable('oxfmt', result, `looked at ${count} files instead of one`);
  }
  const problems = paths.map((path) => ({ code: 'format', severity: 'error', message: 'is not formatted as oxfmt would', path }) as const);
  return { examined: batch, ignored: [], problems };
}

/** Of one file: it leaves it out, or cannot parse it. */
function readRefusal(result: ExecResult, path: string): LintPart {
  const fault = FAULT.exec(result.stderr)?.groups;
  if (fault === undefined) {
    if (!NONE.test(result.stderr)) throw unreadable('oxfmt', result, 'gave no report');
    return { examined: [], ignored: [path], problems: [] };
  }
  const range = { startLine: Number(fault['line']), startColumn: Number(fault['column']) };
  return { examined: [path], ignored: [], problems: [{ code: 'syntax', severity: 'error', message: fault['message'] ?? '', path, range }] };
}
