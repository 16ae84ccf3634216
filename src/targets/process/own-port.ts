import { killGroup } from '../../platform/process-group.ts';
import type { Host } from './host.ts';
import { groupListens, hasProc, listeners } from './proc.ts';
import { isAlive, startRelease } from './release-process.ts';
import type { Placement, Running } from './state.ts';

/** Ports that are tried. */
const TRIES = 3;
/** A release that has not come to listen by then is judged as it is. */
const LISTENS_MS = 3000;
const PAUSE_MS = 20;

/**
 * Starts a release; on another port when somebody took the one that was free a moment before. Were it left at that, the release would
 * die of it, or another process would answer the users.
 */
export async function startOnOwnPort(host: Host, placement: Placement): Promise<Running> {
  for (let tries = 1; ; tries += 1) {
    const running = await startRelease(host, placement);
    if (tries === TRIES || !(await isTaken(host, running))) return running;
    host.log(`port ${running.port} was taken before ${placement.release.id} could have it`);
    killGroup(running.pid, 'SIGKILL');
  }
}

/** Looks until the release or somebody else listens. */
async function isTaken({ clock }: Host, running: Running): Promise<boolean> {
  if (!hasProc) return false;
  const { pid, port } = running;
  for (const start = clock.elapsed(); clock.elapsed() - start < LISTENS_MS; await clock.sleep(PAUSE_MS)) {
    if (listeners(port).size > 0) return !groupListens(pid, port);
    if (!isAlive(running)) return false;
  }
  return false;
}
