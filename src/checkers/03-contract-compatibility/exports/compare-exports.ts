import type { ExportKind } from '../kinds.ts';
import type { Declared } from './module-record.ts';
import { compareShapes, type Say, type Travel } from './compare-shapes.ts';
import { compareWays } from './compare-signatures.ts';
import { isOther, isWithin, written } from './plain-types.ts';
import { type Signature, waysToCall } from './signature.ts';
import type { Offered, Surface } from './surface.ts';

export interface ExportChange {
  readonly kind: ExportKind;
  readonly name: string;
  readonly text: string;
  readonly was: Offered;
  /** In the judged tree; null where the name is gone. */
  readonly at: Place | null;
}

export interface Place {
  readonly path: string;
  readonly line: number | null;
}

/** What the importers of one entry lose. */
export function compareSurfaces(base: Surface, head: Surface): ExportChange[] {
  // Whatever is no longer written may come from what cannot be followed; not where all of that was there before.
  const isUnsure = head.isOpen || [...head.stars].some(([star, isFollowed]) => !isFollowed && !base.stars.has(star));
  const travels = travelsIn([base, head]);
  return [...base.names].flatMap(([name, was]): ExportChange[] => {
    if (was.declared.isInternal) return [];
    // Whoever imports the whole mostly imports the default as well as that.
    const is = head.names.get(name) ?? (name === 'export =' ? head.names.get('default') : undefined);
    if (is === undefined) {
      if (isUnsure) return [];
      return [
        {
          kind: isUnpromised(name) ? 'unpromised-export-removed' : 'export-removed',
          name,
          text: 'is not exported any more',
          was,
          at: null,
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
  const signatures = declared.flatMap((one) => [
    ...(waysToCall(one) ?? []),
    ...(one.shape?.isClass === true ? [...one.shape.members.values()].flatMap((member) => waysToCall(member) ?? []) : []),
  ]);
  const sent = new Set(signatures.flatMap(({ namesTaken }) => namesTaken));
  const received = new Set(signatures.flatMap(({ namesAnswered }) => namesAnswered));
  return (name) => ({ isSent: sent.has(name), isReceived: received.has(name) });
}

function compareDeclared(
  name: string,
  { was, is, travel }: { readonly was: Offered; readonly is: Offered; readonly travel: Travel },
): ExportChange[] {
  const changes: ExportChange[] = [];
  const say: Say = (kind, text, line = is.declared.line ?? undefined) =>
    void changes.push({ kind, name, text, was, at: { path: is.path, line: line ?? null } });
  const [before, after]: [Declared, Declared] = [was.declared, is.declared];
  if (before.isValue === true && after.isValue === false)
    changes.push({ kind: 'export-only-type', name, text: 'is a type now, and nothing when the program runs', was, at: typedAt(is) });
  if (before.members !== null && after.members !== null) {
    const gone = [...before.members.difference(after.members)];
    if (gone.length > 0) say('enum-member-removed', `has lost ${gone.join(', ')}`);
  }
  for (const [kind, text] of otherValues(before, after)) say(kind, text);
  if (before.choice !== null && after.choice !== null) {
    const gone = goneFrom(before.choice, after.choice);
    const isOnlyReceived = travel.isReceived && !travel.isSent;
    if (gone.length > 0) say(isOnlyReceived ? 'choice-gone-perhaps' : 'choice-gone', `cannot be ${gone.join(', ')} any more`);
  }
  const [had, has] = [before.typeParameters, after.typeParameters];
  if (had !== null && has !== null && has > had) say('type-parameter-added', `needs ${has} type arguments instead of ${had}`);
  const [ways, now] = [waysToCall(before), waysToCall(after)];
  if (ways !== null && now !== null) compareWays(ways, now, say);
  if (before.signature !== null && after.signature !== null) compareWritten(before.signature, after.signature, say);
  if (before.shape !== null && after.shape !== null) compareShapes({ before: before.shape, after: after.shape, travel, say });
  return changes;
}

/** What constants and enums hold now that they did not. */
function otherValues(before: Declared, after: Declared): (readonly [ExportKind, string])[] {
  // Those behind one that is gone moved up with it.
  const isSameSet = before.members?.isSubsetOf(after.members ?? new Set()) === true;
  const moved = isSameSet ? [...(before.values ?? [])].filter(([name, was]) => (after.values?.get(name) ?? was) !== was) : [];
  const gone = after.keys === null ? [] : [...(before.keys ?? [])].filter((key) => after.keys?.has(key) === false);
  return [
    ...moved.slice(0, 1).map(([name, was]) => ['enum-value-changed', `${name} is ${after.values?.get(name)}, ${was} before`] as const),
    ...gone.map((key) => ['value-member-removed', `has lost .${key}`] as const),
    ...(before.held !== null && after.held !== null && isOther(before.held, after.held)
      ? [['value-retyped', `is ${written(after.held)}, ${written(before.held)} before`] as const]
      : []),
  ];
}

/** Where a name says that it is for the compiler alone, else where it is declared. */
function typedAt({ trail, path, declared }: Offered): Place {
  const step = trail.find(({ typeLine }) => typeLine !== null);
  return step === undefined ? { path, line: declared.line } : { path: step.path, line: step.typeLine };
}

/** What a type may not be any more; missing and nothing at all are no choice that somebody makes. */
function goneFrom(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...before].filter((one) => one !== 'undefined' && one !== 'null' && !isWithin(new Set([one]), after));
}

/** Objects whose type is written where a function takes or answers them. */
function compareWritten(was: Signature, is: Signature, say: Say): void {
  for (const [index, before] of was.shapes.entries()) {
    const after = is.shapes[index] ?? null;
    const travel = { isSent: true, isReceived: false };
    if (before !== null && after !== null)
      compareShapes({ before, after, travel, say: (kind, text, line) => say(kind, `argument ${index + 1} ${text}`, line) });
  }
  const travel = { isSent: false, isReceived: true };
  if (was.answered !== null && is.answered !== null)
    compareShapes({ before: was.answered, after: is.answered, travel, say: (kind, text, line) => say(kind, `its answer ${text}`, line) });
}
