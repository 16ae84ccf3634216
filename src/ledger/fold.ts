import type { Stage, StoredEvent } from '../domain/event.ts';
import type { Outcome } from '../domain/verdict.ts';

interface Started {
  readonly run: string;
  readonly order: { readonly id: string; readonly title: string };
  readonly base: string;
  readonly startedAt: string;
  readonly attempts: number;
}

/** Where a run is, as its events say. */
export type RunState =
  | { readonly status: 'unknown' }
  | (Started & { readonly status: 'running'; readonly stage: Stage | null; readonly commit: string | null })
  | (Started & { readonly status: 'awaiting-merge'; readonly commit: string; readonly branch: string; readonly command: string })
  | (Started & {
      readonly status: 'finished';
      readonly outcome: Outcome;
      readonly reason: string;
      readonly commit: string | null;
      readonly finishedAt: string;
    });

/** The state after one more event; the only way a run's state changes. */
function fold(state: RunState, event: StoredEvent): RunState {
  if (event.type === 'run.started') {
    const { order, base } = event.payload;
    return { status: 'running', run: event.chain, order, base, startedAt: event.time, attempts: 0, stage: null, commit: null };
  }
  // A run ends once: what somebody wrote behind it changes nothing.
  if (state.status === 'unknown' || state.status === 'finished') return state;
  const { run, order, base, startedAt } = state;
  const started: Started = { run, order, base, startedAt, attempts: state.attempts };
  const { commit } = state;
  switch (event.type) {
    case 'stage.started':
      return {
        ...started,
        attempts: Math.max(state.attempts, event.payload.attempt),
        status: 'running',
        stage: event.payload.stage,
        commit,
      };
    case 'change.integrated':
      return { ...started, status: 'running', stage: 'integrate', commit: event.payload.commit };
    case 'merge.awaited':
      return {
        ...started,
        status: 'awaiting-merge',
        commit: event.payload.commit,
        branch: event.payload.branch,
        command: event.payload.command,
      };
    case 'run.finished':
      return {
        ...started,
        status: 'finished',
        outcome: event.payload.outcome,
        reason: event.payload.reason,
        commit,
        finishedAt: event.time,
      };
    default:
      // The other facts of a run do not move it.
      return state;
  }
}

export function foldRun(events: readonly StoredEvent[]): RunState {
  return events.reduce(fold, { status: 'unknown' });
}
