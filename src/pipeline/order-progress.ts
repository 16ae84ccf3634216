import type { StoredEvent } from '../domain/event.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { OrderState } from './orders.ts';

/**
 * Where an order is: what was decided about it, or what became of its latest run since. `waiting`: for somebody to take its
 * change; `undecided`: the run had no answer; `rolled-back`: its release was taken back, at once or later.
 */
export type OrderProgress = OrderState | 'running' | 'waiting' | 'done' | 'red' | 'undecided' | 'rolled-back';

interface Known {
  readonly progress: OrderProgress;
  /** Of the order's file as it was then. */
  readonly digest: string | null;
  /** The chain of its latest run; null when there is none since the last decision. */
  readonly run: string | null;
  readonly deployment: string | null;
}

const NEW: Known = { progress: 'new', digest: null, run: null, deployment: null };

const ENDED = { green: 'done', red: 'red', undecided: 'undecided' } as const;

/** The order's state after one more event. */
function fold(order: string, known: Known, event: StoredEvent): Known {
  switch (event.type) {
    case 'order.approved':
    case 'order.rejected': {
      const { order: id, digest } = event.payload;
      return id === order ? { ...NEW, progress: event.type === 'order.approved' ? 'approved' : 'rejected', digest } : known;
    }
    case 'run.started': {
      const { id, digest } = event.payload.order;
      return id === order ? { progress: 'running', digest, run: event.chain, deployment: null } : known;
    }
    case 'merge.awaited':
      return event.chain === known.run ? { ...known, progress: 'waiting' } : known;
    case 'run.resumed':
      return event.chain === known.run ? { ...known, progress: 'running' } : known;
    case 'release.requested':
      return event.chain === known.run ? { ...known, deployment: event.payload.deployment } : known;
    case 'run.finished':
      return event.chain === known.run && (known.progress === 'running' || known.progress === 'waiting')
        ? { ...known, progress: ENDED[event.payload.outcome] }
        : known;
    case 'deployment.rolled-back':
      return event.payload.deployment === known.deployment ? { ...known, progress: 'rolled-back' } : known;
    default:
      // The other facts of a run do not move its order.
      return known;
  }
}

const TELLING = [
  'order.approved',
  'order.rejected',
  'run.started',
  'merge.awaited',
  'run.resumed',
  'release.requested',
  'run.finished',
  'deployment.rolled-back',
] as const;

/** A file that was changed since is another order than the one that was decided about or run. */
export async function orderProgress(ledger: Ledger, { id, digest }: Pick<WorkOrder, 'id' | 'digest'>): Promise<OrderProgress> {
  const events = await ledger.read({ types: TELLING });
  const known = events.reduce<Known>((state, event) => fold(id, state, event), NEW);
  if (known.digest === null || known.digest === digest) return known.progress;
  return known.progress === 'rejected' ? 'new' : 'changed';
}
