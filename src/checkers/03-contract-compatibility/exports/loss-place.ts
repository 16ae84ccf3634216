import { basePath } from '../../../domain/change.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { lineNow } from '../line-now.ts';
import type { Place } from './compare-exports.ts';
import { moduleRecord } from './module-record.ts';
import { parsed, type Step } from './surface.ts';

/** A place in the judged tree; near is where something stood that is gone. */
export interface LossPlace extends Place {
  readonly isNear: boolean;
}

/** Where a name was lost on the way from the entry to its declaration; null where the entry itself is gone. */
export async function placeOfLoss(
  trail: readonly Step[],
  { change, head }: Pick<ContractTrees, 'change' | 'head'>,
): Promise<LossPlace | null> {
  let last: LossPlace | null = null;
  for (const step of trail) {
    const file = change.files.find((one) => one.status !== 'added' && basePath(one) === step.path);
    const path = file?.path ?? step.path;
    const source = await parsed(head, path);
    // What still leads there leads nowhere now.
    if (source === null) return last;
    const record = moduleRecord(source);
    const line = step.name === null ? record.stars.get(step.of) : record.sayings.get(step.name)?.line;
    if (line === undefined) {
      const local = step.name === null ? undefined : record.locals.get(step.of);
      return local === undefined
        ? { path, line: lineNow(step.line, file, source.text), isNear: true }
        : { path, line: local, isNear: false };
    }
    last = { path, line, isNear: false };
  }
  return last;
}
