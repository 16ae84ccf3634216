import type { EventOf, Stage, StoredEvent, Strategy } from '../domain/event.ts';
import type { Outcome } from '../domain/verdict.ts';

type Started = EventOf<'run.started'>['payload'];
export type CheckerEnd = Omit<EventOf<'checker.finished'>['payload'], 'attempt'>;

export interface AttemptSummary {
  readonly attempt: number;
  /** Null for a change that was there already. */
  readonly strategy: Strategy | null;
  /** How the agent's turn ended; null while it goes on, or when there was none. */
  readonly turn: EventOf<'attempt.finished'>['payload']['outcome'] | 'interrupted' | null;
  readonly usage: EventOf<'attempt.finished'>['payload']['usage'];
  readonly size: { readonly files: number; readonly linesAdded: number; readonly linesRemoved: number } | null;
  readonly checkers: readonly CheckerEnd[];
  /** Null when no gate decided about it. */
  readonly outcome: Outcome | null;
  /** Why the gate was not green, or why there was no change to judge. */
  readonly reasons: readonly string[];
}

export interface StageSummary {
  readonly stage: Stage;
  readonly attempt: number;
  /** Null while it goes on, or when the process died in it. */
  readonly durationMs: number | null;
}

/** A run as its events tell it. */
export interface RunSummary {
  readonly run: string;
  readonly order: Started['order'];
  readonly base: string;
  readonly branch: string | null;
  readonly policy: Started['policy'];
  readonly agent: string | null;
  readonly sandbox: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** From the first to the last event. */
  readonly durationMs: number;
  /** Null while the run is not over. */
  readonly outcome: Outcome | null;
  readonly reason: string | null;
  readonly attempts: readonly AttemptSummary[];
  readonly stages: readonly StageSummary[];
  readonly integrated: { readonly commit: string; readonly branch: string | null } | null;
  /** The command that takes the change, while it waits for somebody. */
  readonly awaits: string | null;
  readonly deployment: { readonly id: string; readonly outcome: EventOf<'release.concluded'>['payload']['outcome'] | null } | null;
}

/** `events`: those of one run's chain, in order. Null for a run that has not begun. */
export function summarizeRun(events: readonly StoredEvent[]): RunSummary | null {
  const first = events[0];
  const last = events.at(-1);
  if (first?.type !== 'run.started' || last === undefined) return null;
  const { order, base, branch, policy, agent, sandbox } = first.payload;
  const end = events.find((event) => event.type === 'run.finished')?.payload;
  const integrated = lastOf(events, 'change.integrated')?.payload;
  const release = lastOf(events, 'release.requested')?.payload;
  const concluded = events
    .filter((event) => event.type === 'release.concluded')
    .find(({ payload }) => payload.deployment === release?.deployment);
  return {
    run: first.chain,
    order,
    base,
    branch,
    policy,
    agent,
    sandbox,
    startedAt: first.time,
    durationMs: Math.max(0, Date.parse(last.time) - Date.parse(first.time)),
    outcome: end?.outcome ?? null,
    reason: end?.reason ?? null,
    attempts: attemptsOf(events),
    stages: stagesOf(events),
    integrated: integrated === undefined ? null : { commit: integrated.commit, branch: integrated.branch },
    awaits: release === undefined && end === undefined ? (lastOf(events, 'merge.awaited')?.payload.command ?? null) : null,
    deployment: release === undefined ? null : { id: release.deployment, outcome: concluded?.payload.outcome ?? null },
  };
}

function lastOf<T extends StoredEvent['type']>(events: readonly StoredEvent[], type: T): Extract<StoredEvent, { type: T }> | undefined {
  return events.findLast((event): event is Extract<StoredEvent, { type: T }> => event.type === type);
}

function attemptsOf(events: readonly StoredEvent[]): AttemptSummary[] {
  const attempts = new Map<number, AttemptSummary>();
  for (const event of events) {
    const part = partOf(event);
    if (part === null) continue;
    const known = attempts.get(part.attempt) ?? { ...NOTHING_YET, attempt: part.attempt };
    const checkers = [...known.checkers, ...(part.checkers ?? [])];
    attempts.set(part.attempt, { ...known, ...part, checkers });
  }
  return [...attempts.values()].toSorted((a, b) => a.attempt - b.attempt);
}

const NOTHING_YET = { strategy: null, turn: null, usage: null, size: null, checkers: [], outcome: null, reasons: [] } as const;

type Part = Partial<AttemptSummary> & { readonly attempt: number };

/** What one event adds to its attempt. */
function partOf(event: StoredEvent): Part | null {
  switch (event.type) {
    case 'attempt.started':
      return { attempt: event.payload.attempt, strategy: event.payload.strategy };
    case 'attempt.finished':
      return {
        attempt: event.payload.attempt,
        turn: event.payload.outcome,
        usage: event.payload.usage,
        reasons: event.payload.reason === null ? [] : [event.payload.reason],
      };
    case 'attempt.interrupted':
      return { attempt: event.payload.attempt, turn: 'interrupted' };
    case 'change.captured': {
      const { attempt, files, linesAdded, linesRemoved } = event.payload;
      return { attempt, size: { files, linesAdded, linesRemoved } };
    }
    case 'change.refused':
      return { attempt: event.payload.attempt, reasons: event.payload.reasons };
    case 'checker.finished': {
      const { attempt, ...checker } = event.payload;
      return { attempt, checkers: [checker] };
    }
    case 'gate.decided':
      return { attempt: event.payload.attempt, outcome: event.payload.outcome, reasons: event.payload.reasons };
    // The summary is about attempts here; every other event is about something else.
    default:
      return null;
  }
}

function stagesOf(events: readonly StoredEvent[]): StageSummary[] {
  const stages: StageSummary[] = [];
  for (const { type, payload } of events) {
    if (type === 'stage.started') stages.push({ stage: payload.stage, attempt: payload.attempt, durationMs: null });
    if (type !== 'stage.finished') continue;
    const open = stages.findLastIndex(({ stage, attempt }) => stage === payload.stage && attempt === payload.attempt);
    stages.splice(open === -1 ? stages.length : open, open === -1 ? 0 : 1, { ...payload });
  }
  return stages;
}
