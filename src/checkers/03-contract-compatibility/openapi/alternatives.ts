import { referenceOf, resolved, type Spot, textAt } from '../spot.ts';
import { textOf } from './schema-constraints.ts';
import { type Schema, type SchemaView } from './schema-view.ts';

interface Paired {
  readonly pairs: readonly { readonly base: Schema; readonly head: Schema; readonly name: string }[];
  readonly added: readonly { readonly at: Spot; readonly name: string }[];
  readonly removed: readonly { readonly at: Spot; readonly name: string }[];
}

/** Trials for those that no name pairs; more alternatives are taken as they come. */
export const MOST_TRIED = 20;

export function isChoice({ choices }: SchemaView): boolean {
  return choices !== null && choices.length > 1;
}

/**
 * Which alternative was which: by what it refers to, its title, its text; then those that may stand for each other (`fits`), and what is
 * left in order, where as many are left on both sides and none has a name.
 */
export function pairedAlternatives(before: SchemaView, after: SchemaView, fits: (base: Schema, head: Schema) => boolean): Paired {
  // What both have beside their choices is compared once, with all else that they say.
  const isMixed = !isChoice(before) || !isChoice(after);
  const base = alternativesOf(before, isMixed);
  const head = alternativesOf(after, isMixed);
  // One schema may stand for several alternatives.
  const all = head.slice();
  const pairs: { base: Schema; head: Schema; name: string }[] = [];
  const pair = (one: Schema, other: Schema) => {
    pairs.push({ base: one, head: other, name: nameOf(other) });
    base.splice(base.indexOf(one), 1);
    if (head.includes(other)) head.splice(head.indexOf(other), 1);
  };
  for (const key of [referencedName, titleOf, (schema: Schema) => textOf(schema.map((spot) => resolved(spot).value))]) {
    for (const one of base.slice()) {
      const name = key(one);
      const other = name === null ? undefined : head.find((candidate) => key(candidate) === name);
      if (other !== undefined) pair(one, other);
    }
  }
  for (const one of base.slice(0, MOST_TRIED)) {
    const other = (isChoice(after) ? head : all).slice(0, MOST_TRIED).find((candidate) => fits(one, candidate));
    if (other !== undefined) pair(one, other);
  }
  const areLike = isChoice(before) && isChoice(after) && base.length === head.length;
  if (areLike && [...base, ...head].every((one) => referencedName(one) === null)) {
    for (const one of base.slice()) pair(one, head[0] ?? one);
  }
  const named = (schema: Schema) => ({ at: schema[0] ?? after.at, name: nameOf(schema) });
  return { pairs, added: head.map(named), removed: base.map(named) };
}

function alternativesOf({ choices, all, besides }: SchemaView, isMixed: boolean): Schema[] {
  return choices === null ? [all] : choices.map((choice) => (isMixed ? [choice, ...besides] : [choice]));
}

function nameOf(schema: Schema): string {
  return referencedName(schema) ?? titleOf(schema) ?? textOf(schema[0]?.value).slice(0, 80);
}

function referencedName([spot]: Schema): string | null {
  if (spot === undefined) return null;
  if (referenceOf(spot) !== null) return resolved(spot).pointer.at(-1) ?? resolved(spot).source.path;
  return ['schemas', 'definitions', '$defs'].includes(spot.pointer.at(-2) ?? '') ? (spot.pointer.at(-1) ?? null) : null;
}

function titleOf([spot]: Schema): string | null {
  return spot === undefined ? null : textAt(resolved(spot), 'title');
}
