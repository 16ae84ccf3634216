import type { WorkOrder } from './work-order.ts';

/** Whether two orders may change the same file. Never no when they may; yes also where only the shape of the globs leaves it open. */
export function scopesOverlap(one: Pick<WorkOrder, 'scope' | 'mayChange'>, other: Pick<WorkOrder, 'scope' | 'mayChange'>): boolean {
  // An order without a scope has the whole repository.
  if (one.scope.length === 0 || other.scope.length === 0) return true;
  const theirs = [...other.scope, ...other.mayChange].map(fixedStart);
  return [...one.scope, ...one.mayChange]
    .map(fixedStart)
    .some((mine) => theirs.some((its) => mine.startsWith(its) || its.startsWith(mine)));
}

/** What every path a glob matches begins with. */
function fixedStart(glob: string): string {
  return /^[^*?[\]{}()!+@\\]*/.exec(glob)?.[0] ?? '';
}
