import type { ExportKind } from '../kinds.ts';
import type { Declared } from './module-record.ts';
import { isWithin, type Signature } from './signature.ts';
import type { Offered, Surface } from './surface.ts';

export interface ExportChange {
  readonly kind: ExportKind;
  readonly name: string;
  /** Where the name was declared at base, and where it is now. */
  readonly before: string;
  readonly after: string | null;
  readonly text: string;
}

/** What the importers of one entry lose. */
export function compareSurfaces(base: Surface, head: Surface): ExportChange[] {
  // Whatever is no longer written may come from what cannot be followed; not where all of that was there before.
  const isUnsure = head.isOpen || [...head.stars].some(([star, isFollowed]) => !isFollowed && !base.stars.has(star));
  return [...base.names].flatMap(([name, was]): ExportChange[] => {
    if (was.declared.isInternal) return [];
    const is = head.names.get(name);
    if (is === undefined) {
      if (isUnsure) return [];
      return [
        {
          kind: isUnpromised(name) ? 'unpromised-export-removed' : 'export-removed',
          name,
          before: was.path,
          after: null,
          text: 'is not exported any more',
        },
      ];
    }
    return compareDeclared(name, was, is);
  });
}

/** By their names nobody was to rely on them. */
function isUnpromised(name: string): boolean {
  return /^_|^(?:unstable|experimental|internal|dangerous)|(?:Internal|Unstable|Experimental)$|INTERNAL|SECRET/.test(name);
}

function compareDeclared(name: string, was: Offered, is: Offered): ExportChange[] {
  const changes: ExportChange[] = [];
  const say = (kind: ExportKind, text: string) => void changes.push({ kind, name, before: was.path, after: is.path, text });
  const [before, after]: [Declared, Declared] = [was.declared, is.declared];
  if (before.isValue === true && after.isValue === false) say('export-only-type', 'is a type now, and nothing when the program runs');
  if (before.members !== null && after.members !== null) {
    const gone = [...before.members.difference(after.members)];
    if (gone.length > 0) say('enum-member-removed', `has lost ${gone.join(', ')}`);
  }
  const [had, has] = [before.typeParameters, after.typeParameters];
  if (had !== null && has !== null && has > had) say('type-parameter-added', `needs ${has} type arguments instead of ${had}`);
  if (before.signature !== null && after.signature !== null) compareSignatures(before.signature, after.signature, say);
  return changes;
}

function compareSignatures(before: Signature, after: Signature, say: (kind: ExportKind, text: string) => void): void {
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

function written(types: ReadonlySet<string>): string {
  return [...types].slice(0, 6).join(' | ');
}
