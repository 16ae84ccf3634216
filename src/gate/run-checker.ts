import type { z } from 'zod';
import type { AnyChecker, Capabilities, NotApplicable, Observation } from '../checkers/checker.ts';
import { CONFIG_PATH } from '../config/load.ts';
import { keyPath, schemaFaults } from '../config/schema-faults.ts';
import { JidokaError } from '../domain/error.ts';
import { blocks, type Finding } from '../domain/finding.ts';
import type { CheckerResult, Measurement, Mode, ToolUse } from '../domain/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import { attribute } from './baseline.ts';
import { boundBy, type Ending } from './bound.ts';
import type { RawObservation } from './locate.ts';
import { veilTokens } from './veil-tokens.ts';
import { waive } from './waivers.ts';

export interface CheckerRun {
  readonly number: number;
  readonly id: string;
  readonly checker: AnyChecker;
  readonly mode: Mode;
  /** The checker's options as the policy has them, not yet validated. */
  readonly options: unknown;
  readonly capabilities: Capabilities;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** How long has been spent so far on what is neither its work nor counts against its limit, milliseconds. */
  readonly asideMs: () => number;
  readonly signal: AbortSignal;
}

/** What a run of a checker leaves besides its result: the files it looked at, for the proof of coverage. */
export interface CheckerRunResult {
  readonly result: CheckerResult;
  readonly examined: ReadonlySet<string>;
  readonly ignored: ReadonlySet<string>;
}

/**
 * The seam around a checker. Whatever happens inside becomes a verdict, and everything that is not a proof of
 * "nothing found" is not green: an exception, a timeout, files in scope of which none was examined.
 */
export async function runChecker(run: CheckerRun): Promise<CheckerRunResult> {
  const { clock, mode, number, id, asideMs } = run;
  const [started, asideBefore] = [clock.elapsed(), asideMs()];
  const seen = collector();
  const answered = await outcomeOf(run, seen);
  const { ended, findings } = await attributed(run, seen, answered);
  const inScope = seen.inScope.difference(seen.ignored);
  const examined = seen.examined.intersection(inScope);
  const decided = decide({ ended, seen, isBlocked: findings.some(blocks), inScope: inScope.size, examined: examined.size });
  const { verdict, reason } = { ...openIn(seen, decided), ...decided };
  return {
    result: {
      number,
      id,
      mode,
      verdict,
      ...(reason === undefined ? {} : { reason: veilTokens(reason) }),
      examined: examined.size,
      inScope: inScope.size,
      durationMs: Math.max(0, Math.round(clock.elapsed() - started - (asideMs() - asideBefore))),
      cached: false,
      tools: seen.tools,
      // Only now: a finding is told from others by all of its message.
      findings: findings.map((finding) => ({ ...finding, message: veilTokens(finding.message) })),
      measurements: seen.measurements,
    },
    examined,
    ignored: seen.ignored,
  };
}

interface Seen {
  readonly observations: RawObservation[];
  readonly measurements: Measurement[];
  readonly tools: ToolUse[];
  readonly inScope: Set<string>;
  readonly examined: Set<string>;
  readonly ignored: Set<string>;
  readonly caveats: Set<string>;
}

function collector(): Seen {
  return { observations: [], measurements: [], tools: [], inScope: new Set(), examined: new Set(), ignored: new Set(), caveats: new Set() };
}

/** What an answer leaves open. Of none there is nothing more to say than why. */
function openIn({ caveats }: Seen, { verdict }: Ending): { readonly reason?: string } {
  const isAnswer = verdict === 'passed' || verdict === 'failed';
  return isAnswer && caveats.size > 0 ? { reason: [...caveats].join('; ') } : {};
}

function decide(input: { ended: Ending; seen: Seen; isBlocked: boolean; inScope: number; examined: number }): Ending {
  const { ended, seen, isBlocked, inScope, examined } = input;
  if (ended.verdict === 'not-applicable') {
    return seen.observations.length === 0 && inScope === 0
      ? ended
      : { verdict: 'errored', reason: `said "not applicable" (${ended.reason}) although it found something or had files in scope` };
  }
  if (ended.verdict !== 'passed') return ended;
  if (isBlocked) return { verdict: 'failed' };
  if (inScope > 0 && examined === 0) return { verdict: 'errored', reason: `examined none of the ${inScope} files in its scope` };
  return ended;
}

/** The findings as the gate names them; observations that cannot be attributed are no answer. */
async function attributed(
  run: CheckerRun,
  seen: Seen,
  answered: Ending,
): Promise<{ readonly ended: Ending; readonly findings: Finding[] }> {
  const { checker, capabilities, id } = run;
  const { waivers, change } = capabilities;
  try {
    const findings = await attribute({ rules: checker.rules, observations: seen.observations, capabilities, checker: id });
    // Nobody can say what a checker would have found that did not come to its end.
    return {
      ended: answered,
      findings: answered.verdict === 'passed' ? waive(findings, { checker: id, book: waivers, change }) : findings,
    };
  } catch (error) {
    return { ended: { verdict: 'errored', reason: reasonOf(error) }, findings: [] };
  }
}

/** Where the config has them, what was expected there and what was found. */
function refusedOptions({ id, checker: { options: schema }, options: value }: CheckerRun, issues: readonly z.core.$ZodIssue[]): string {
  const faults = schemaFaults(issues, { value, schema });
  return faults.map(({ path, text }) => `${CONFIG_PATH}: ${keyPath(['checkers', id, ...path])}${text}`).join('; ');
}

/** Runs the check itself: `passed` here means only that it came to its end, in time and uninterrupted. */
async function outcomeOf(run: CheckerRun, seen: Seen): Promise<Ending> {
  const { checker, capabilities, timeoutMs, asideMs, signal } = run;
  const options = checker.options.safeParse(run.options);
  if (!options.success) return { verdict: 'errored', reason: `its options are invalid: ${refusedOptions(run, options.error.issues)}` };
  const bound = boundBy(signal, timeoutMs, asideMs);
  const needed = Object.fromEntries(checker.needs.map((need) => [need, capabilities[need]]));
  const inapplicable = new Set<unknown>();
  let isOver = false;
  const whileRunning =
    <Args extends unknown[]>(collect: (...args: Args) => void) =>
    (...args: Args) => {
      if (!isOver) collect(...args);
    };
  const context = {
    ...needed,
    options: options.data,
    signal: bound.signal,
    report: whileRunning((rule: string, observation: Observation) => void seen.observations.push({ rule, ...observation })),
    measure: whileRunning((name: string, value: number, unit: string) => void seen.measurements.push({ name, value, unit })),
    inScope: whileRunning((paths: Iterable<string>) => addAll(seen.inScope, paths)),
    examined: whileRunning((paths: Iterable<string>) => addAll(seen.examined, paths)),
    ignored: whileRunning((paths: Iterable<string>) => addAll(seen.ignored, paths)),
    used: whileRunning((tool: ToolUse) => void seen.tools.push(tool)),
    caveat: whileRunning((words: string) => void seen.caveats.add(words)),
    notApplicable(reason: string) {
      const answer = { reason } as NotApplicable;
      inapplicable.add(answer);
      return answer;
    },
  };
  try {
    const answer = await Promise.race([bound.over, (async () => checker.check(context as never))()]);
    // One that stopped because it was told to has not looked at everything, whatever it answers.
    const cutOff = bound.cutOff();
    if (cutOff !== null) return cutOff;
    if (answer === undefined) return { verdict: 'passed' };
    if (inapplicable.has(answer)) return { verdict: 'not-applicable', reason: answer.reason };
    return { verdict: 'errored', reason: 'answered what is neither nothing nor "not applicable"' };
  } catch (error) {
    return bound.cutOff() ?? { verdict: 'errored', reason: reasonOf(error) };
  } finally {
    isOver = true;
    bound.release();
  }
}

function addAll(set: Set<string>, paths: Iterable<string>): void {
  for (const path of paths) set.add(path);
}

function reasonOf(error: unknown): string {
  if (error instanceof JidokaError) return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
