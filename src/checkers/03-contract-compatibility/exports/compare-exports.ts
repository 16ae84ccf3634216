import type { ExportKind } from '../kinds.ts';
import type { Declared } from './module-record.ts';
import { compareShapes, type Travel } from './compare-shapes.ts';
import { compareSignatures } from './compare-signatures.ts';
import { isWithin } from './plain-types.ts';
import type { Signature } from './signature.ts';
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
  const travels = travelsIn([base, head]);
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
    return compareDeclared(name, { was, is, travel: travels(name) });
  });
}

/** By their names nobody was to rely on them. */
function isUnpromised(name: string): boolean {
  return /^_|^(?:unstable|experimental|internal|dangerous)|(?:Internal|Unstable|Experimental)$|INTERNAL|SECRET/.test(name);
}

/** Of a type the functions say it that are offered beside it. */
function travelsIn(all: readonly Surface[]): (name: string) => Travel {
  const declared = all.flatMap(({ names }) => [...names.values()].map((one) => one.declared));
  const signatures = declared.flatMap(({ signature, shape }): (Signature | null)[] => [
    signature,
    ...(shape?.isClass === true ? [...shape.members.values()].map((member) => member.signature) : []),
  ]);
  const sent = new Set(signatures.flatMap((one) => one?.namesTaken ?? []));
  const received = new Set(signatures.flatMap((one) => one?.namesAnswered ?? []));
  return (name) => ({ isSent: sent.has(name), isReceived: received.has(name) });
}

function compareDeclared(
  name: string,
  { was, is, travel }: { readonly was: Offered; readonly is: Offered; readonly travel: Travel },
): ExportChange[] {
  const changes: ExportChange[] = [];
  const say = (kind: ExportKind, text: string) => void changes.push({ kind, name, before: was.path, after: is.path, text });
  const [before, after]: [Declared, Declared] = [was.declared, is.declared];
  if (before.isValue === true && after.isValue === false) say('export-only-type', 'is a type now, and nothing when the program runs');
  if (before.members !== null && after.members !== null) {
    const gone = [...before.members.difference(after.members)];
    if (gone.length > 0) say('enum-member-removed', `has lost ${gone.join(', ')}`);
  }
  if (before.choice !== null && after.choice !== null) {
    const gone = goneFrom(before.choice, after.choice);
    const isOnlyReceived = travel.isReceived && !travel.isSent;
    if (gone.length > 0) say(isOnlyReceived ? 'choice-gone-perhaps' : 'choice-gone', `cannot be ${gone.join(', ')} any more`);
  }
  const [had, has] = [before.typeParameters, after.typeParameters];
  if (had !== null && has !== null && has > had) say('type-parameter-added', `needs ${has} type arguments instead of ${had}`);
  if (before.signature !== null && after.signature !== null) {
    compareSignatures(before.signature, after.signature, say);
    compareWritten(before.signature, after.signature, say);
  }
  if (before.shape !== null && after.shape !== null) compareShapes({ before: before.shape, after: after.shape, travel, say });
  return changes;
}

/** What a type may not be any more; missing and nothing at all are no choice that somebody makes. */
function goneFrom(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...before].filter((one) => one !== 'undefined' && one !== 'null' && !isWithin(new Set([one]), after));
}

/** Objects whose type is written where a function takes or answers them. */
function compareWritten(was: Signature, is: Signature, say: (kind: ExportKind, text: string) => void): void {
  for (const [index, before] of was.shapes.entries()) {
    const after = is.shapes[index] ?? null;
    const travel = { isSent: true, isReceived: false };
    if (before !== null && after !== null)
      compareShapes({ before, after, travel, say: (kind, text) => say(kind, `argument ${index + 1} ${text}`) });
  }
  const travel = { isSent: false, isReceived: true };
  if (was.answered !== null && is.answered !== null)
    compareShapes({ before: was.answered, after: is.answered, travel, say: (kind, text) => say(kind, `its answer ${text}`) });
}
