import { isFields } from '../spot.ts';

/** A bound, and whether it is itself refused. */
export interface Bound {
  readonly at: number;
  readonly isExclusive: boolean;
}

/** Bounds by keyword: the tightest that is said. */
export type Bounds = ReadonlyMap<string, Bound>;

const LOWEST = ['minLength', 'minItems', 'minProperties'];
const HIGHEST = ['maxLength', 'maxItems', 'maxProperties'];
const ORDER = ['minimum', 'maximum', ...LOWEST, ...HIGHEST, 'minContains', 'maxContains', 'multipleOf', 'uniqueItems'];

export function boundsOf(schemas: readonly unknown[]): Bounds {
  const bounds = new Map<string, Bound>();
  const take = (name: string, bound: Bound) => {
    const known = bounds.get(name);
    if (known === undefined || isTighter(name, bound, known)) bounds.set(name, bound);
  };
  for (const schema of schemas) {
    if (!isFields(schema)) continue;
    for (const [name, exclusive] of [
      ['minimum', 'exclusiveMinimum'],
      ['maximum', 'exclusiveMaximum'],
    ] as const) {
      const at = numberOf(schema[name]);
      // Older drafts have a flag beside the bound, newer ones a bound of its own.
      if (at !== null) take(name, { at, isExclusive: schema[exclusive] === true });
      const beyond = numberOf(schema[exclusive]);
      if (beyond !== null) take(name, { at: beyond, isExclusive: true });
    }
    for (const name of [...LOWEST, ...HIGHEST, 'multipleOf']) {
      const at = numberOf(schema[name]);
      // At least none says nothing.
      if (at !== null && !(LOWEST.includes(name) && at <= 0)) take(name, { at, isExclusive: false });
    }
    if (Object.hasOwn(schema, 'contains')) {
      take('minContains', { at: numberOf(schema['minContains']) ?? 1, isExclusive: false });
      const most = numberOf(schema['maxContains']);
      if (most !== null) take('maxContains', { at: most, isExclusive: false });
    }
    if (schema['uniqueItems'] === true) take('uniqueItems', { at: 1, isExclusive: false });
  }
  return bounds;
}

function isTighter(name: string, one: Bound, other: Bound): boolean {
  if (name === 'multipleOf') return one.at !== other.at && !isMultiple(other.at, one.at);
  if (one.at === other.at) return one.isExclusive && !other.isExclusive;
  return name.startsWith('min') ? one.at > other.at : one.at < other.at;
}

/** What a bound is written as. */
export function keywordsOf(name: string): readonly string[] {
  return name === 'minimum' || name === 'maximum' ? [name, name.replace('m', 'exclusiveM')] : [name];
}

/** Names of the bounds that are tighter or looser than they were. */
export function movedBounds(base: Bounds, head: Bounds): { readonly name: string; readonly isTighter: boolean; readonly text: string }[] {
  return ORDER.flatMap((name) => {
    const before = base.get(name);
    const after = head.get(name);
    const text = `${name} ${written(before)} became ${written(after)}`;
    if (before === undefined) return after === undefined ? [] : [{ name, isTighter: true, text }];
    if (after === undefined) return [{ name, isTighter: false, text }];
    if (before.at === after.at && before.isExclusive === after.isExclusive) return [];
    return [{ name, isTighter: isTighter(name, after, before), text }];
  });
}

function written(bound: Bound | undefined): string {
  if (bound === undefined) return '(none)';
  return bound.isExclusive ? `beyond ${bound.at}` : String(bound.at);
}

function isMultiple(value: number, of: number): boolean {
  return of !== 0 && Number.isInteger(value / of);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
