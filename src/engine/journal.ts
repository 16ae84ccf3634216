import type { StoredEvent } from '../domain/event.ts';
import type { Fact } from '../ledger/ledger.ts';

export interface RunRecord {
  readonly id: string;
  /** What the run was started with, as JSON text. */
  readonly input: string;
  readonly status: 'running' | 'waiting' | 'finished';
  readonly cancelRequested: boolean;
  /** Who holds or held it: see platform/process-identity.ts. */
  readonly owner: string | null;
}

/** Runs that have to come to an end, or to be interrupted, before this one may begin. */
export interface Blocked {
  readonly waitsFor: readonly string[];
}

/** What may be worked on at the same time. */
export interface Company {
  /** Runs at a time. */
  readonly atMost: number;
  readonly allows: (one: RunRecord, other: RunRecord) => boolean;
}

/** The right to write to a run. A later claim raises the fence and every write under an earlier one is refused. */
export interface Lease {
  readonly run: string;
  readonly fence: number;
}

export interface StepRecord {
  /** `started`: an intent without a result. */
  readonly state: 'started' | 'finished';
  /** JSON text. */
  readonly output: string;
}

export interface StepCommit {
  readonly name: string;
  readonly state: StepRecord['state'];
  readonly output: string;
  readonly chain: string;
  readonly facts: readonly Fact[];
}

/** Durable steps of runs: what finished is never done again, and only the holder of the lease writes. */
export interface Journal {
  create(run: { readonly id: string; readonly input: string; readonly time: number }): Promise<void>;
  run(id: string): Promise<RunRecord | null>;
  runs(): Promise<readonly RunRecord[]>;
  /**
   * Takes a run whose lease is free, expired at `now`, or whose owner `isDead`; null when another one holds it or it is finished.
   * One that is cancelled waits for nobody.
   */
  claim(request: {
    readonly run: string;
    readonly owner: string;
    readonly now: number;
    readonly leaseMs: number;
    readonly isDead: (owner: string) => boolean;
    readonly company?: Company;
  }): Promise<Lease | Blocked | null>;
  /** Prolongs a lease; `lost` when another one has the run, `cancelled` when a person asked for its end. */
  heartbeat(lease: Lease, until: number): Promise<'held' | 'lost' | 'cancelled'>;
  step(run: string, name: string): Promise<StepRecord | null>;
  /** A step and its events in one transaction; null when the lease is lost, and then nothing is written. */
  commit(lease: Lease, step: StepCommit): Promise<readonly StoredEvent[] | null>;
  /** Gives the run back. False when the lease is lost. */
  release(lease: Lease, status: RunRecord['status']): Promise<boolean>;
  requestCancel(run: string): Promise<void>;
}
