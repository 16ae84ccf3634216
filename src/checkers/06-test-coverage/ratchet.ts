import { basePath, type Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Coverage } from './changed-lines.ts';
import { headLine } from './line-map.ts';

export interface Ratchet {
  /** Lines outside the change that no test runs any more, less those that tests run now and did not on base. */
  readonly grown: number;
  /** The former, by file of the judged tree. */
  readonly lost: ReadonlyMap<string, readonly number[]>;
}

/** Compares two coverage reports on the lines the change left as they were. */
export function ratchet(request: {
  readonly change: Change;
  readonly head: Tree;
  readonly before: Coverage;
  readonly now: Coverage;
}): Ratchet {
  const { change, head, before, now } = request;
  const files = new Map(change.files.map((file) => [basePath(file), file]));
  const lost = new Map<string, number[]>();
  let gained = 0;
  for (const [oldPath, hitsBefore] of before) {
    const file = files.get(oldPath);
    const path = file?.path ?? oldPath;
    if (!head.has(path) || file?.status === 'deleted') continue;
    const hits = now.get(path);
    for (const [oldLine, countBefore] of hitsBefore) {
      const line = file === undefined ? oldLine : headLine(file, oldLine);
      if (line === null) continue;
      // A file the tests do not load any more: none of its lines is covered.
      const count = hits === undefined ? 0 : hits.get(line);
      if (countBefore > 0 && count === 0) lost.set(path, [...(lost.get(path) ?? []), line]);
      if (countBefore === 0 && count !== undefined && count > 0) gained += 1;
    }
  }
  const total = lost.values().reduce((sum, lines) => sum + lines.length, 0);
  return { grown: total - gained, lost };
}
