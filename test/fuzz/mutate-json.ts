import type { Chance } from './chance.ts';

type Json = unknown;
type Holder = Json[] | Record<string, Json>;

/** A place in a document: what stands there is `holder[key]`. */
interface Slot {
  readonly holder: Holder;
  readonly key: string | number;
}

const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53 + 2,
  1e308,
  '',
  'x',
  '\0',
  '\uD800',
  '__proto__',
  '../../etc/passwd',
  '/etc/passwd',
  '9'.repeat(400),
  'x'.repeat(20_000),
  [],
  {},
  [[]],
  [null],
  { length: 3 },
  { toString: null },
];

/** What reports say of their tests, problems and checkers. */
const WORDS: readonly Json[] = [
  'passed',
  'failed',
  'skipped',
  'todo',
  'pass',
  'fail',
  'error',
  'warning',
  'enforced',
  'shadow',
  'not-applicable',
  'green',
  'red',
];

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '', '0', 'status', 'polluted'];

/**
 * Does one to four things to a copy of a document. What is, holds or lies inside a value that `isKept` names stays as it is; everything
 * beside it may change.
 */
export function mutateJson(document: Json, chance: Chance, isKept: (value: Json) => boolean = () => false): Json {
  const root = { document: structuredClone(document) };
  for (let left = chance.oneOf([1, 1, 1, 2, 2, 4]); left > 0; left -= 1) {
    const { free, holders } = slotsOf(root, isKept);
    if (free.length === 0 || chance.oneIn(5)) addTo(chance.oneOf(holders), chance);
    else change(chance.oneOf(free), free, chance);
  }
  // Taken away altogether, it is no document.
  return root.document ?? null;
}

function change({ holder, key }: Slot, free: readonly Slot[], chance: Chance): void {
  const value = Reflect.get(holder, key);
  switch (chance.integer(0, 7)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      return;
    case 1:
      if (Array.isArray(holder))
        holder.splice(Number(key), 0, ...Array.from({ length: chance.oneOf([1, 1, 50]) }, () => structuredClone(value)));
      else put(holder, chance.oneOf(KEYS), structuredClone(value));
      return;
    case 2: {
      const other = chance.oneOf(free);
      put(holder, key, structuredClone(Reflect.get(other.holder, other.key)));
      return;
    }
    case 3:
      put(holder, key, nested(value, chance.oneOf([1, 3, 200])));
      return;
    case 4:
      put(holder, key, chance.text(20));
      return;
    case 5:
      put(
        holder,
        key,
        typeof value === 'string' ? `${value.slice(0, chance.integer(0, value.length))}${chance.text(3)}` : JSON.stringify(value),
      );
      return;
    case 6: {
      // One such word in the place of another says something else in the right form.
      const told = free.filter((slot) => WORDS.includes(Reflect.get(slot.holder, slot.key)));
      const place = told.length === 0 ? { holder, key } : chance.oneOf(told);
      put(place.holder, place.key, chance.oneOf(WORDS));
      return;
    }
    default:
      put(holder, key, structuredClone(chance.oneOf(VALUES)));
  }
}

function addTo(holder: Holder, chance: Chance): void {
  const value = structuredClone(chance.oneOf(VALUES));
  if (Array.isArray(holder)) holder.splice(chance.integer(0, holder.length), 0, value);
  else {
    const key = chance.oneOf(KEYS);
    // Only beside what is there: what a key of it says is not this one's to change.
    if (!Object.hasOwn(holder, key)) put(holder, key, key === '__proto__' ? { polluted: true, status: 'passed' } : value);
  }
}

/** Also a key such as __proto__ becomes one of its own. */
function put(holder: Holder, key: string | number, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(value: Json, times: number): Json {
  let made = value;
  for (let left = times; left > 0; left -= 1) made = left % 2 === 0 ? [made] : { a: made };
  return made;
}

function slotsOf(root: Holder, isKept: (value: Json) => boolean): { readonly free: readonly Slot[]; readonly holders: readonly Holder[] } {
  const free: Slot[] = [];
  const holders: Holder[] = [];
  /** Answers whether what stands there is kept or holds something that is. */
  const look = (value: Json, depth: number): boolean => {
    if (isKept(value)) return true;
    if (typeof value !== 'object' || value === null || depth > 400) return false;
    const holder = value as Holder;
    let holdsKept = false;
    for (const key of Object.keys(holder)) {
      const place = { holder, key: Array.isArray(holder) ? Number(key) : key };
      const inside = look(Reflect.get(holder, key), depth + 1);
      if (inside) holdsKept = true;
      else free.push(place);
    }
    if (holder !== root) holders.push(holder);
    return holdsKept;
  };
  look(root, 0);
  return { free, holders: holders.length === 0 ? [{}] : holders };
}
