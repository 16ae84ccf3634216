import type { StoredEvent } from '../../domain/event.ts';
import type { RunRecord, Span } from './run-record.ts';
import { timeAccount } from './time-account.ts';

export type RuleId =
  | 'stage-unfinished'
  | 'checker-unfinished'
  | 'attempt-unaccounted'
  | 'usage-missing'
  | 'time-not-monotone'
  | 'parts-exceed-whole'
  | 'orphan';

/** A place where the run's telemetry does not hold together. */
export interface Hole {
  readonly rule: RuleId;
  readonly message: string;
  /** What tells holes of a rule apart, without numbers that differ from run to run. */
  readonly code: string;
}

/** Every hole in what a run has told so far. What is still going on is none. */
export function holesIn(run: RunRecord): Hole[] {
  return [
    ...unfinishedStages(run),
    ...unfinishedCheckers(run),
    ...unaccountedAttempts(run),
    ...missingUsage(run),
    ...timesGoingBack(run),
    ...unaccountedTime(run),
    ...orphans(run),
  ];
}

function unfinishedStages({ events, spans }: RunRecord): Hole[] {
  const isOver = (position: number) => events.some((event, at) => at > position && event.type === 'run.finished');
  return spans
    .filter((span) => span.kind === 'stage' && span.finished === null && !span.isSuperseded && !wasInterrupted(span, events))
    .filter((span) => spans.some((later) => later.kind === 'stage' && later.start > span.start) || (!isClose(span) && isOver(span.start)))
    .map(({ name }) => ({ rule: 'stage-unfinished', message: `The ${name} never finished, but the run went on.`, code: name }));
}

/** The factory died while the agent worked: the stage ended with the attempt, and that is on record. */
function wasInterrupted({ started, attempt }: Span, events: readonly StoredEvent[]): boolean {
  if (started.type !== 'stage.started' || started.payload.stage !== 'generate') return false;
  return events.some((event) => event.type === 'attempt.interrupted' && event.payload.attempt === attempt);
}

function isClose({ started }: Span): boolean {
  return started.type === 'stage.started' && started.payload.stage === 'close';
}

function unfinishedCheckers({ events, spans }: RunRecord): Hole[] {
  const decided = events.flatMap((event, position) => {
    const isDecision = event.type === 'gate.decided' || (event.type === 'stage.finished' && event.payload.stage === 'gate');
    return isDecision ? [{ position, attempt: event.payload.attempt }] : [];
  });
  return spans
    .filter((span) => span.kind === 'checker' && !span.isSuperseded)
    .filter(({ start, end, attempt }) => decided.some((gate) => gate.attempt === attempt && gate.position > start && gate.position < end))
    .map(({ name }) => ({ rule: 'checker-unfinished', message: `The gate was decided while the ${name} had not finished.`, code: name }));
}

function unaccountedAttempts({ events, spans }: RunRecord): Hole[] {
  return spans
    .filter(({ kind, finished }) => kind === 'attempt' && finished === null)
    .filter(({ start }) => events.slice(start + 1).some(({ type }) => type !== 'run.resumed'))
    .map(({ name }) => ({
      rule: 'attempt-unaccounted',
      message: `The run went on after ${name}, but nothing says how it ended.`,
      code: name,
    }));
}

function missingUsage({ events }: RunRecord): Hole[] {
  return events.flatMap((event) => {
    if (event.type !== 'attempt.finished' || event.payload.usage !== null) return [];
    const name = `attempt ${event.payload.attempt}`;
    return [{ rule: 'usage-missing', message: `The agent did not say what ${name} has used: its cost is unknown.`, code: name }];
  });
}

function timesGoingBack({ events }: RunRecord): Hole[] {
  const last = new Map<string, number>();
  return events.flatMap((event) => {
    const time = Date.parse(event.time);
    const before = last.get(event.chain) ?? -Infinity;
    last.set(event.chain, time);
    if (time >= before) return [];
    const what = `Event ${event.index} of ${event.chain} (${event.type})`;
    const message = Number.isNaN(time) ? `${what} has no time.` : `${what} is ${before - time} ms earlier than the event before it.`;
    // Without a time there is nothing to compare the next one with.
    if (Number.isNaN(time)) last.set(event.chain, before);
    return [{ rule: 'time-not-monotone', message, code: `${event.index} ${event.type}` }];
  });
}

/**
 * Share of the whole, and milliseconds, by which the stages may differ from it. On a busy machine a second passes between
 * two stages easily, and a run that was resumed opens again what it needs; that they take longer than the run is never
 * explained by that.
 */
const TOLERANCE = { share: 0.05, missingMs: 5000, excessMs: 1000 };

function unaccountedTime(run: RunRecord): Hole[] {
  const account = timeAccount(run);
  if (account === null) return [];
  const excess = account.partsMs - account.wholeMs;
  const bound = Math.max(
    excess > 0 ? TOLERANCE.excessMs : TOLERANCE.missingMs * (1 + run.resumes.length),
    TOLERANCE.share * account.wholeMs,
  );
  if (Math.abs(excess) <= bound) return [];
  const message = `The stages took ${seconds(account.partsMs)} together, but the run took ${seconds(account.wholeMs)}.`;
  return [{ rule: 'parts-exceed-whole', message, code: 'run' }];
}

function orphans({ events, orphans: ended }: RunRecord): Hole[] {
  const first = events[0];
  const headless: Hole[] =
    first === undefined || first.type === 'run.started'
      ? []
      : [{ rule: 'orphan', message: `The run begins with ${first.type}: nothing says that it started.`, code: 'run' }];
  return [
    ...headless,
    ...ended.map(
      ({ name, event }): Hole => ({ rule: 'orphan', message: `The ${name} has ${event.type} without a beginning.`, code: name }),
    ),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
