import type { ExportKind } from '../kinds.ts';
import { isWithin, written } from './plain-types.ts';
import type { Signature } from './signature.ts';

/** What callers of a function lose. */
export function compareSignatures(before: Signature, after: Signature, say: (kind: ExportKind, text: string) => void): void {
  if (before.required !== null && after.required !== null && after.required > before.required)
    say('parameter-demanded', `needs ${after.required} arguments, ${before.required} before`);
  if (after.most < before.most && Number.isFinite(after.most))
    say('argument-dropped', `takes ${after.most} arguments, ${Number.isFinite(before.most) ? before.most : 'any number'} before`);
  for (const [index, was] of before.takes.entries()) {
    const is = after.takes[index] ?? null;
    if (was !== null && is !== null && !isWithin(was, is))
      say('parameter-type-narrowed', `takes ${written(is)} as argument ${index + 1}, ${written(was)} before`);
  }
  if (before.answers !== null && after.answers !== null && !isWithin(after.answers, before.answers))
    say('answer-widened', `answers ${written(after.answers)}, ${written(before.answers)} before`);
}
