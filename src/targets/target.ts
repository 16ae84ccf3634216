import type { WatchConfig } from '../config/schema.ts';
import type { Event } from '../domain/event.ts';
import type { DeploymentOutcome, Release } from '../domain/release.ts';

export interface ServiceState {
  /** Release id. */
  readonly release: string;
  readonly commit: string;
  readonly pid: number | null;
  readonly port: number | null;
  readonly healthy: boolean;
}

export interface TargetStatus {
  /** Where users reach the service; null when nothing runs. */
  readonly url: string | null;
  readonly stable: ServiceState | null;
  readonly candidate: (ServiceState & { readonly percent: number }) | null;
  /** What somebody who reads the status has to know, such as a check that this system does not allow. */
  readonly notes: readonly string[];
}

export interface Deployment {
  readonly release: string;
  /** `running` until the target has decided. */
  readonly outcome: DeploymentOutcome | 'running';
  readonly reason: string;
}

/**
 * Where releases run. The target decides by itself whether a candidate is promoted: whoever asks only asks and looks.
 * Every verb is idempotent by release id.
 */
export interface Target {
  readonly name: string;
  /** Starts the deployment of a release; asking again for the same id changes nothing. */
  release(release: Release): Promise<void>;
  /** What became of a release; null when the target never heard of it. */
  deployment(release: string): Promise<Deployment | null>;
  status(): Promise<TargetStatus>;
  /** Gives the previous release all the traffic again. Needs no attestation and no approval. */
  rollBack(reason: string): Promise<{ readonly from: string; readonly to: string | null }>;
  /** Ends the service and its supervisor. */
  stop(): Promise<void>;
}

/** `candidate` is the release a rollout is about, also after its promotion; `stable` is the one before it. */
export type Side = 'candidate' | 'stable';

/** Alive, the socket its own, ready, `/health` good and answered by this very release. */
export type HardCheck =
  | { readonly ok: true }
  /** `gone`: the process is dead, there is nothing to wait for. */
  | { readonly ok: false; readonly gone: boolean; readonly reason: string };

/** Requests that ended, and how many of them in a 5xx, a broken connection or a timeout. */
export interface Arm {
  readonly requests: number;
  readonly errors: number;
}

/** Consecutive requests of one route, of which a coin chose those for the candidate. */
export interface Block {
  readonly candidate: Arm;
  readonly stable: Arm;
}

/** What the users' requests came to since the last time somebody asked. */
export interface Traffic {
  readonly candidate: Arm;
  readonly stable: Arm;
  /** Blocks whose last request has ended; every request of theirs is in the arms as well. */
  readonly blocks: readonly Block[];
  /** `Clock.elapsed` at the candidate's first error among them. */
  readonly firstErrorAt: number | null;
}

export interface Probe {
  readonly path: string;
  /** The status a good answer has. */
  readonly status: number;
}

export interface ProbeAnswer {
  readonly ok: boolean;
  readonly durationMs: number;
}

/** Why a release is taken back. Kept until that is concluded: a crash on the way does not change the reason. */
export interface TakeBack {
  readonly cause: 'breach' | 'insufficient' | 'operator';
  /** Of a breach: what the harm was. */
  readonly harm: 'start' | 'hard-check' | 'errors' | null;
  readonly reason: string;
  readonly detectionMs: number;
  /** Wall clock, milliseconds. */
  readonly decidedAt: number;
}

/** One release on its way into service: what the watch may see and do of it. Verbs may be repeated. */
export interface Rollout {
  readonly release: Release;
  /** Id of the release before it; null when there is none to go back to. */
  readonly previous: string | null;
  readonly watch: WatchConfig;
  readonly probes: readonly Probe[];
  /** Wall clock, milliseconds: when the deployment began. A restarted target goes on with it. */
  readonly startedAt: number;
  /** Wall clock, milliseconds; null before the promotion. */
  readonly promotedAt: number | null;
  /** The candidate's share of the traffic, percent. */
  readonly percent: number;
  /** Why it is being taken back; null as long as it is not. */
  readonly takenBack: TakeBack | null;
  /** Starts the candidate or finds it running; an `AdapterError` when that is impossible. */
  start(): Promise<{ readonly pid: number; readonly port: number }>;
  check(side: Side): Promise<HardCheck>;
  /** Whether its process lives; asks nothing of it. */
  isAlive(side: Side): boolean;
  probe(side: Side, probe: Probe): Promise<ProbeAnswer>;
  takeTraffic(): Traffic;
  /** From now on the candidate gets this share of the traffic. */
  shift(percent: number): Promise<void>;
  /** Makes the candidate the stable release and keeps the one before it warm. */
  promote(reason: string, event: Event): Promise<void>;
  /** Ends the release that was kept warm; its artefact stays. */
  cool(): Promise<void>;
  /** Gives the previous release all the traffic, at once; starts it from its artefact when it is not running. */
  goBack(why: TakeBack): Promise<void>;
  /** Writes the end down, drains the candidate and ends it. Events are kept until the ledger has them; asked again, none are added. */
  conclude(outcome: Exclude<DeploymentOutcome, 'promoted'>, reason: string, events: readonly Event[]): Promise<void>;
  /** Adds a fact to the deployment's chain. */
  record(event: Event): Promise<void>;
}

/** Who decides about rollouts: the process target is handed one, and never looks inside. */
export interface Watch {
  /** Puts a candidate on trial until it is promoted or rolled back. Rejects only when `signal` is aborted. */
  decide(rollout: Rollout, signal: AbortSignal): Promise<void>;
  /** Watches what was promoted for as long as it lives; resolves when it was rolled back. Rejects only when `signal` is aborted. */
  stay(rollout: Rollout, signal: AbortSignal): Promise<void>;
  /** An operator takes a release back. One that is being taken back already is finished, for the reason it began with. */
  rollBack(rollout: Rollout, reason: string): Promise<void>;
}
