import type { ServiceState, TargetStatus } from '../target.ts';
import type { Host } from './host.ts';
import { hardCheck, NO_PROC_NOTE } from './identity.ts';
import { hasProc } from './proc.ts';
import type { Placement } from './state.ts';

/** What runs, checked at this moment. */
export async function statusOf(host: Host): Promise<TargetStatus> {
  const { candidate, stable, percent, port } = host.file.state;
  const [stableState, candidateState] = await Promise.all([serviceState(host, stable), serviceState(host, candidate)]);
  return {
    url: port === null || (stable ?? candidate) === null ? null : `http://127.0.0.1:${port}`,
    stable: stableState,
    candidate: candidateState === null ? null : { ...candidateState, percent },
    notes: hasProc ? [] : [NO_PROC_NOTE],
  };
}

async function serviceState({ clock, stateDir }: Host, placement: Placement | null): Promise<ServiceState | null> {
  if (placement === null) return null;
  const { release, running } = placement;
  const { ok } = await hardCheck({ clock, stateDir, placement });
  return { release: release.id, commit: release.commit, pid: running?.pid ?? null, port: running?.port ?? null, healthy: ok };
}
