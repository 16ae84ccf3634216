import type { Clock } from '../../platform/clock.ts';
import type { HardCheck, Probe, ProbeAnswer } from '../target.ts';
import { ask } from './ask.ts';
import { isRunning } from './host.ts';
import { groupListens, hasProc } from './proc.ts';
import { lastWords } from './release-process.ts';
import type { Placement } from './state.ts';

/** Said wherever the status is shown. */
export const NO_PROC_NOTE =
  'This system has no /proc: that the listening socket belongs to the release is not checked, only the header x-jidoka-release where the service sends it; a restarted supervisor cannot take over running releases.';

interface Checked {
  readonly clock: Clock;
  readonly stateDir: string;
  readonly placement: Placement | null;
}

/** Alive, its own socket, ready, healthy, and answered by this very release: a stale process on the port never counts. */
export async function hardCheck({ clock, stateDir, placement }: Checked): Promise<HardCheck> {
  if (placement === null) return { ok: false, gone: true, reason: 'there is no such release' };
  const { release, plan } = placement;
  if (!isRunning(placement)) {
    const words = lastWords(stateDir, release.id);
    return { ok: false, gone: true, reason: `the process is dead${words === '' ? '' : `; it last printed: ${words}`}` };
  }
  const { pid, port } = placement.running;
  const wrong = (reason: string): HardCheck => ({ ok: false, gone: false, reason });
  const answer = await ask({ clock, port, path: plan.health });
  if (!answer.answered) return wrong(`${plan.health} does not answer: ${answer.reason}`);
  if (answer.release !== undefined && answer.release !== release.id) return wrong(`${plan.health} was answered by another release`);
  if (answer.status < 200 || answer.status > 299) return wrong(`${plan.health} answers with status ${answer.status}`);
  // Asked after the answer: the socket that answered is the one that is looked at.
  if (hasProc && !groupListens(pid, port)) return wrong(`the socket on port ${port} belongs to another process`);
  return { ok: true };
}

/** A probe is good when the release itself answers with the declared status. */
export async function askProbe({ clock, placement }: Omit<Checked, 'stateDir'>, probe: Probe): Promise<ProbeAnswer> {
  if (placement === null || !isRunning(placement)) return { ok: false, durationMs: 0 };
  const answer = await ask({ clock, port: placement.running.port, path: probe.path });
  const isItself = answer.answered && (answer.release === undefined || answer.release === placement.release.id);
  return { ok: isItself && answer.status === probe.status, durationMs: answer.durationMs };
}
