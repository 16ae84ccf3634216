import { join } from 'node:path';
import type { Journal } from '../engine/journal.ts';
import type { Repository } from '../git/repository.ts';
import { exists, modifiedAt, namesIn, sizeOf } from '../platform/files.ts';
import { removeTree } from '../platform/remove-tree.ts';

/** Scratch of a check that ended long ago; a living one is younger. */
const STALE_MS = 24 * 60 * 60_000;

export interface CleanRequest {
  readonly repository: Repository;
  readonly journal: Journal;
  readonly clock: { now(): number };
}

/** Frees what can be made again. Answers the folders it removed and how many bytes they held. */
export async function cleanState(
  { repository: { stateDir }, journal, clock }: CleanRequest,
  { withDownloads }: { readonly withDownloads: boolean },
): Promise<{ readonly removed: string[]; readonly bytes: number }> {
  const open = new Set((await journal.runs()).filter(({ status }) => status !== 'finished').map(({ id }) => id));
  const isIdle = open.size === 0;
  const inside = async (folder: string) => (await namesIn(join(stateDir, folder))).map((name) => join(folder, name));
  const isStale = async (path: string) => clock.now() - (await modifiedAt(join(stateDir, path))) > STALE_MS;
  const scratch = [
    ...(await inside('workspaces')),
    ...(await inside('homes')),
    ...(await namesIn(stateDir)).filter((name) => name.startsWith('index-')),
  ];
  const candidates: string[] = [];
  for (const path of scratch) if (!open.has(path.replace('workspaces/', '')) && (isIdle || (await isStale(path)))) candidates.push(path);
  candidates.push('cache', ...(withDownloads && isIdle ? ['package-cache'] : []));
  let bytes = 0;
  const removed: string[] = [];
  for (const path of candidates) {
    const full = join(stateDir, path);
    if (!exists(full)) continue;
    bytes += await sizeOf(full);
    await removeTree(full);
    removed.push(path);
  }
  return { removed, bytes };
}
