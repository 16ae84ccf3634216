import { join } from 'node:path';
import type { ChangedFile } from '../../domain/change.ts';
import { AdapterError } from '../../domain/error.ts';
import { type Mutant, parseMutationReport } from '../../formats/mutation-report/parse-mutation-report.ts';
import { HOW_IT_ENDED } from '../../platform/exec.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import type { Say } from './say.ts';

export interface MutantRun {
  readonly workspaces: Pick<Workspaces, 'testbed'>;
  readonly signal: AbortSignal;
  /** Source files of the change that tests are to cover. */
  readonly files: readonly ChangedFile[];
  /** Percent of the mutants that tests must find. */
  readonly threshold: number;
}

type MutantSay = Pick<Say, 'report' | 'measure'>;

/** What Stryker mutates. */
const MUTABLE = /\.[cm]?[jt]sx?$/;
const REPORT = 'reports/mutation/mutation.json';
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_MS = 15 * 60_000;

/** A constant: takes away what lies where the report is to be, then starts the project's own Stryker. */
const START = 'rm -rf -- "$1" && shift && exec ./node_modules/.bin/stryker run "$@"';

/** Has the project's own Stryker change what the change wrote, and reports what no test found. AdapterError when it gave no answer. */
export async function reportMutants({ workspaces, files, threshold, signal }: MutantRun, say: MutantSay): Promise<void> {
  const asked = files.filter(({ path, added }) => MUTABLE.test(path) && added.length > 0);
  if (asked.length === 0) return;
  const checkout = await workspaces.testbed('head');
  const patterns = asked.flatMap(patternsOf).join(',');
  const flags = ['--reporters', 'json', '--logLevel', 'info', '--allowConsoleColors', 'false', '--mutate', patterns];
  const { end, exitCode, stdout, stderr } = await checkout.exec({
    command: ['/bin/sh', '-c', START, 'stryker', REPORT, ...flags],
    timeoutMs: MAX_MS,
    signal,
    withServices: true,
  });
  signal.throwIfAborted();
  const said = `${stdout}\n${stderr}`.trim().slice(-1000);
  if (end !== 'exited')
    throw new AdapterError('MUTANTS_NOT_FINISHED', `Stryker ${HOW_IT_ENDED[end]}: nothing is known of the mutants\n${said}`);
  const text = await readOrdinary(join(checkout.dir, REPORT), { within: checkout.dir, maxBytes: MAX_BYTES });
  if (text === null)
    throw new AdapterError('NO_MUTANT_REPORT', `Stryker (exit code ${exitCode ?? 'none'}) left no ${REPORT}\n${said}`, {
      hint: '`mutation` asks for @stryker-mutator/core among the dependencies, and a config that leaves its report where it is by default',
    });
  // Of a file without mutants the report says nothing: that it was looked at is only said here.
  const found = Number(/\bFound (\d{1,7}) of \d{1,9} file\(s\) to be mutated/.exec(stdout)?.[1] ?? 0);
  if (found < asked.length)
    throw new AdapterError('MUTANTS_NOT_MADE', `Stryker was to change ${asked.length} files and found ${found} of them\n${said}`);
  judge({ asked, mutants: parseMutationReport(text), threshold }, say);
}

interface Judged {
  readonly asked: readonly ChangedFile[];
  readonly mutants: ReadonlyMap<string, readonly Mutant[]>;
  readonly threshold: number;
}

function judge({ asked, mutants, threshold }: Judged, say: MutantSay): void {
  const all = asked.flatMap((file) =>
    (mutants.get(file.path) ?? [])
      .filter(({ startLine }) => file.added.some(({ start, end }) => start <= startLine && startLine <= end))
      .map((mutant) => ({ path: file.path, ...mutant })),
  );
  const found = all.filter(({ fate }) => fate === 'found').length;
  const missed = all.filter(({ fate }) => fate === 'survived' || fate === 'no-coverage');
  const count = found + missed.length;
  const percent = count === 0 ? 100 : (found / count) * 100;
  say.measure('mutants of the changed lines', count, 'mutants');
  say.measure('mutants that tests find', found, 'mutants');
  say.measure('mutants that settings leave out', all.filter(({ fate }) => fate === 'ignored').length, 'mutants');
  if (percent >= threshold) return;
  const score = `tests find ${Math.floor(percent * 10) / 10} % of the ${count} mutants of the change, asked are ${threshold} %`;
  for (const [key, same] of Map.groupBy(missed, ({ path, startLine }) => `${startLine} ${path}`)) {
    const [first] = same;
    if (first === undefined) continue;
    const { path, startLine } = first;
    say.report('mutant-survived', {
      path,
      range: { startLine },
      message: `no test fails with ${same.map(inWords).join(' or ')}; ${score}`,
      reproduce: `npx stryker run --mutate ${quoted(`${path}:${key.split(' ')[0] ?? ''}-${startLine}`)}`,
    });
  }
}

function inWords({ mutator, replacement }: Mutant): string {
  const text = (replacement ?? '').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? mutator : `${text.length > 60 ? `${text.slice(0, 60)} […]` : text} (${mutator})`;
}

/** Line by line what the change wrote. A pattern takes no lines beside a wildcard: a name that could be one is asked for as a whole. */
function patternsOf({ path, added }: ChangedFile): string[] {
  if (!/^[\w@./ +-]+$/.test(path)) return [path.replaceAll(/[^\w@./ +-]/gu, '?')];
  return added.map(({ start, end }) => `${path}:${start}-${end}`);
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
