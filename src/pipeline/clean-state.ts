import type { Repository } from '../git/repository.ts';
import { removeAside } from '../platform/remove-aside.ts';
import { inventory, type Item, pathOf, type StateRequest } from './state-inventory.ts';

/** What may be kept of all that can be made again: installations, downloads, verdicts, builds, logs. */
const BOUND_BYTES = 5e9;

export type CleanRequest = Omit<StateRequest, 'stateDir'> & { readonly repository: Repository };

export interface CleanOptions {
  /** Also what is worth keeping while there is space. */
  readonly isAll?: boolean;
  /** Only say what would go. */
  readonly isDryRun?: boolean;
  readonly boundBytes?: number;
}

export interface Cleaned {
  readonly removed: readonly Item[];
  readonly bytes: number;
  /** Bytes left of what can be made again. */
  readonly left: number;
  /** Somebody is at work, so only what was left behind was looked at. */
  readonly isAtWork: boolean;
}

/**
 * Frees what was left behind and what nothing refers to, then the oldest of what can be made again until it is below the bound.
 * Several processes may do so at once, and runs may begin meanwhile.
 */
export async function cleanState(
  { repository: { stateDir }, ...request }: CleanRequest,
  { isAll = false, isDryRun = false, boundBytes = BOUND_BYTES }: CleanOptions,
): Promise<Cleaned> {
  const { items, isAtWork } = await inventory({ stateDir, ...request });
  const total = bytesOf(items);
  const chosen = items.filter(({ kind }) => isAll || kind !== 'kept');
  let left = total - bytesOf(chosen);
  for (const item of items.filter((each) => !chosen.includes(each)).toSorted((a, b) => a.modified - b.modified)) {
    if (left <= boundBytes) break;
    chosen.push(item);
    left -= item.bytes;
  }
  const removed: Item[] = [];
  for (const item of chosen) {
    if (isDryRun || (await removeAside(pathOf(stateDir, item.path)))) removed.push(item);
  }
  return { removed, bytes: bytesOf(removed), left: total - bytesOf(removed), isAtWork };
}

function bytesOf(items: readonly Item[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** After a run: nothing unless there is more than the bound allows. */
export async function tidyState(request: CleanRequest, boundBytes = BOUND_BYTES): Promise<Cleaned | null> {
  const { left, bytes } = await cleanState(request, { isDryRun: true, boundBytes: Number.POSITIVE_INFINITY });
  return left + bytes > boundBytes ? cleanState(request, { boundBytes }) : null;
}
