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
