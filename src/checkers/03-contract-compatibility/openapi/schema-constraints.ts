import { below, isFields, members, type Spot } from '../spot.ts';

type Schema = readonly Spot[];

/** What a schema demands beside types, values, bounds and properties. */
export interface Constraints {
  /** Schemas that a part of the value has to match, by keyword and the part: `then`, `prefixItems 0`, `patternProperties ^a`; several of one keyword by their number: `then 2`. */
  readonly applied: ReadonlyMap<string, Schema>;
  /** `b where there is a`, of dependentRequired. */
  readonly needs: ReadonlySet<string>;
  /** What is not computed with, by keyword, as JSON. */
  readonly texts: ReadonlyMap<string, string>;
}

const TEXTS = ['if', 'contentEncoding', 'contentMediaType', '$dynamicRef', '$recursiveRef'];
/** All that several parts of a schema say by one of these must hold at once. */
const JOINT = ['propertyNames', 'unevaluatedItems', 'additionalItems', 'contentSchema'];
/** Of these it must not: each part is one of its own. */
export const LONE = ['then', 'else', 'not', 'contains'];
const BY_NAME = ['patternProperties', 'dependentSchemas', 'dependencies', 'prefixItems', 'items'];

export function constraintsOf(parts: readonly Spot[]): Constraints {
  const applied = new Map<string, Spot[]>();
  const texts = new Map<string, string>();
  const needs = new Set<string>();
  const apply = (name: string, spot: Spot) => {
    if (name === 'not' || name === 'contains' || !saysNothing(spot)) applied.set(name, [...(applied.get(name) ?? []), spot]);
  };
  const numbers = new Map<string, number>();
  const isLone = LONE.every((key) => parts.filter((part) => below(part, key) !== null).length <= 1);
  for (const part of parts) {
    for (const key of isLone ? TEXTS : [...TEXTS, ...LONE]) {
      const found = below(part, key);
      if (found !== null) texts.set(key, `${texts.get(key) ?? ''}${textOf(found.value)}`);
    }
    for (const key of [...JOINT, ...LONE, 'if']) {
      const found = below(part, key);
      if (found === null) continue;
      const number = (numbers.get(key) ?? 0) + 1;
      numbers.set(key, number);
      apply(JOINT.includes(key) || (isLone && key !== 'if') ? key : `${key} ${number}`, found);
    }
    for (const key of BY_NAME) for (const [name, found] of membersOf(part, key)) apply(`${nameOf(key)} ${name}`, found);
    for (const key of ['dependentRequired', 'dependencies']) {
      for (const [name, { value }] of members(below(part, key)))
        if (Array.isArray(value)) for (const one of value) if (typeof one === 'string') needs.add(`${one} where there is ${name}`);
    }
  }
  return { applied, needs, texts };
}

/** Of `items` and `dependencies` only those that are what newer drafts have a keyword of its own for. */
function membersOf(part: Spot, key: string): readonly (readonly [string, Spot])[] {
  const found = below(part, key);
  if (found === null || (key === 'items' && !Array.isArray(found.value))) return [];
  return members(found).filter(([, { value }]) => key !== 'dependencies' || !Array.isArray(value));
}

function nameOf(key: string): string {
  if (key === 'items') return 'prefixItems';
  return key === 'dependencies' ? 'dependentSchemas' : key;
}

function saysNothing({ value }: Spot): boolean {
  return value === true || (isFields(value) && Object.keys(value).length === 0);
}

/** Of what only people read. */
export const SAYS_NOTHING = new Set(['description', 'title', 'example', 'examples', '$comment']);

/** A value as text: what only people read left out, keys in order. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (SAYS_NOTHING.has(key) && typeof inner === 'string') return undefined;
    return isFields(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner;
  });
}
