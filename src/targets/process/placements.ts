import type { Event } from '../../domain/event.ts';
import type { DeploymentOutcome } from '../../domain/release.ts';
import { InvariantError } from '../../domain/error.ts';
import type { TakeBack } from '../target.ts';
import { pruneArtefacts } from './artefacts.ts';
import { applyRouting, commit, isRunning, type Host } from './host.ts';
import { hardCheck } from './identity.ts';
import { startOnOwnPort } from './own-port.ts';
import { endRelease } from './release-process.ts';
import type { Placement, Running, State } from './state.ts';

/** Requests under way on a release that is taken out get this long. */
const DRAIN_MS = 5000;
/** Artefacts kept: of the stable release and of the two before it. */
const KEPT_BEFORE_STABLE = 2;
/** A release that goes back into service gets this long to come up before it gets the traffic anyhow. */
const READY_MS = 20_000;
const READY_PAUSE_MS = 50;
const DEPLOYMENTS_REMEMBERED = 100;

/** Starts the candidate, or finds it running. */
export async function startCandidate(host: Host, found: Placement): Promise<Running> {
  const running = isRunning(found) ? found.running : await startOnOwnPort(host, found);
  host.file.update({ candidate: { ...found, running } });
  applyRouting(host);
  return running;
}

/** Candidate becomes stable, stable becomes warm. */
export async function promote(host: Host, candidate: Placement, reason: string, event: Event): Promise<void> {
  const { stable, warm } = host.file.state;
  const { id } = candidate.release;
  const promoted = { ...candidate, promotedAt: host.clock.now() };
  const deployments = concluded(host.file.state, { release: id, outcome: 'promoted', reason });
  await commit(host, { candidate: null, stable: promoted, warm: stable, percent: 100, deployments }, id, [event]);
  applyRouting(host);
  if (warm !== null) await endRelease(host, warm);
}

/** Ends the release that was kept warm; its artefact stays. */
export async function cool(host: Host): Promise<void> {
  const { warm, history } = host.file.state;
  if (warm === null) return;
  host.file.update({ warm: null, history: [{ ...warm, running: null }, ...history].slice(0, KEPT_BEFORE_STABLE) });
  applyRouting(host);
  if (warm.running !== null) await host.proxy.drain(warm.running.port, DRAIN_MS);
  await endRelease(host, warm);
  await prune(host);
}

/** The release before gets all the traffic; the one that is taken back runs on until its end is written down. */
export async function goBack(host: Host, id: string, why: TakeBack): Promise<void> {
  const { file } = host;
  const { candidate, stable, warm, history, leaving } = file.state;
  if (leaving?.release.id === id) {
    // Asked again: already done, as far as it went.
  } else if (candidate?.release.id === id) {
    file.update({ candidate: null, leaving: candidate, takenBack: why, percent: 0 });
  } else if (stable?.release.id === id) {
    const [newest = null, ...older] = history;
    const back = warm ?? (await startedAgain(host, newest));
    file.update({
      // It has been watched closely in its own time: from now on its health is.
      stable: back === null ? null : { ...back, promotedAt: 0 },
      warm: null,
      history: warm === null ? older : history,
      leaving: stable,
      takenBack: why,
    });
  } else throw new InvariantError('rollout', `release ${id} has no traffic to give back`);
  applyRouting(host);
  await reviveStable(host);
}

/** A kept release, up and answering if it can: the traffic stays where it is until then. */
async function startedAgain(host: Host, kept: Placement | null): Promise<Placement | null> {
  if (kept === null) return null;
  const placement = { ...kept, running: await startOnOwnPort(host, kept) };
  await untilUp(host, placement);
  return placement;
}

/** Gives a release that was started again the time to come up, before anybody judges it. */
export async function untilUp({ clock, stateDir }: Host, placement: Placement | null, signal?: AbortSignal): Promise<void> {
  const start = clock.elapsed();
  while (clock.elapsed() - start < READY_MS) {
    const check = await hardCheck({ clock, stateDir, placement });
    if (check.ok || check.gone) return;
    await clock.sleep(READY_PAUSE_MS, signal);
  }
}

/** Starts the stable release from its kept artefact when its process is not there any more; true when it had to. */
export async function reviveStable(host: Host): Promise<boolean> {
  const { stable } = host.file.state;
  if (stable === null || isRunning(stable)) return false;
  host.file.update({ stable: { ...stable, running: await startOnOwnPort(host, stable) } });
  applyRouting(host);
  return true;
}

/** The end of a release that was taken back. */
export interface TakenBack {
  readonly id: string;
  readonly outcome: Exclude<DeploymentOutcome, 'promoted'>;
  readonly reason: string;
  readonly events: readonly Event[];
}

/** Writes the end down, then drains the release and ends it. */
export async function conclude(host: Host, { id, outcome, reason, events }: TakenBack): Promise<void> {
  const { leaving } = host.file.state;
  // Killed behind this, a supervisor comes here again.
  if (!hasEnded(host.file.state, id))
    await commit(host, { deployments: concluded(host.file.state, { release: id, outcome, reason }) }, id, events);
  if (leaving === null) return;
  if (leaving.running !== null) await host.proxy.drain(leaving.running.port, DRAIN_MS);
  await endRelease(host, leaving);
  host.file.update({ leaving: null, takenBack: null });
  await prune(host);
}

async function prune({ stateDir, file }: Host): Promise<void> {
  const { candidate, stable, warm, leaving, history } = file.state;
  const kept = [candidate, stable, warm, leaving, ...history].flatMap((placement) =>
    placement === null ? [] : [placement.release.artefact.digest],
  );
  await pruneArtefacts(stateDir, new Set(kept));
}

/** Whether it is written down already that a release was taken back. */
export function hasEnded({ deployments }: State, id: string): boolean {
  return deployments.some(({ release, outcome }) => release === id && outcome !== 'running' && outcome !== 'promoted');
}

/** The deployments with this one's end; the oldest are forgotten. */
export function concluded(state: State, ending: State['deployments'][number]): State['deployments'] {
  return [...state.deployments.filter(({ release }) => release !== ending.release), ending].slice(-DEPLOYMENTS_REMEMBERED);
}
