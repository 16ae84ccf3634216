import { basePath, type Change } from '../../domain/change.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { WorkOrder } from '../../domain/work-order.ts';
import type { Sighting } from './rules.ts';

/** Changed paths, on either side of a rename, that no glob of the order's scope names. An order without a scope has the whole repository. */
export function outsideScope(change: Change, order: WorkOrder | null): Sighting[] {
  if (order === null || order.scope.length === 0) return [];
  const touched = new Set(change.files.flatMap((file) => [basePath(file), file.path]));
  return [...touched]
    .filter((path) => !order.scope.some((glob) => matchesGlob(path, glob)))
    .map((path) => ({
      rule: 'outside-scope',
      message: `${path} is outside the scope of the order ${order.id} (${order.scope.join(', ')})`,
      path,
    }));
}
