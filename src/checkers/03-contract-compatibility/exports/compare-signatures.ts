import type { ExportKind } from '../kinds.ts';
import { accepts, acceptsAmong, isSwapped } from './acceptance.ts';
import { isOther, isWithin, written } from './plain-types.ts';
import type { Signature } from './signature.ts';

type Say = (kind: ExportKind, text: string, line?: number) => void;

/** What callers of a function lose, however many ways there are to call it. */
export function compareWays(before: readonly Signature[], after: readonly Signature[], say: Say): void {
  const [[was], [is]] = [before, after];
  if (before.length === 1 && after.length === 1 && was !== undefined && is !== undefined) compareSignatures(was, is, say);
  else compareOverloads(before, after, say);
}

function compareOverloads(before: readonly Signature[], after: readonly Signature[], say: Say): void {
  for (const [index, was] of before.entries()) {
    const answers = after.map((is) => accepts(is, was));
    if (answers.includes('yes')) continue;
    const line = (after[index] ?? after.at(-1))?.line;
    const isSure = !answers.includes('unsure') && !acceptsAmong(after, was);
    if (isSure) say('overload-removed', `cannot be called with (${was.said}) any more`, line);
    else if (after.length < before.length) say('overload-gone-perhaps', `has lost an overload, perhaps that with (${was.said})`, line);
  }
}

function compareSignatures(before: Signature, after: Signature, say: Say): void {
  if (before.required !== null && after.required !== null && after.required > before.required)
    say('parameter-demanded', `needs ${after.required} arguments, ${before.required} before`);
  if (after.most < before.most && Number.isFinite(after.most))
    say('argument-dropped', `takes ${after.most} arguments, ${Number.isFinite(before.most) ? before.most : 'any number'} before`);
  if (isSwapped(after.parameters, before.parameters))
    return say('parameters-swapped', `takes (${after.said}), and (${before.said}) before`, after.line);
  for (const [index, was] of before.takes.entries()) {
    const is = after.takes[index] ?? null;
    if (was !== null && is !== null && !isWithin(was, is))
      say('parameter-type-narrowed', `takes ${written(is)} as argument ${index + 1}, ${written(was)} before`);
  }
  // Of a function that answered nothing nobody took the answer.
  if (before.answers === null || after.answers === null || [...before.answers].every((one) => one === 'void')) return;
  if (!isWithin(after.answers, before.answers))
    say(
      isOther(before.answers, after.answers) ? 'answer-other' : 'answer-widened',
      `answers ${written(after.answers)}, ${written(before.answers)} before`,
    );
}
