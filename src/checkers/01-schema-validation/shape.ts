import { isList, isObject, type Json } from '../../definitions/json-value.ts';
import { type Say, unknownWord } from './say.ts';

/** What a program takes at a place of its settings: says there what it refuses. */
export type Shape = (value: Json, steps: readonly string[], say: Say) => void;

/** Nothing is said of what is left empty, and of what only a variable or an expression gives. */
function isOpen(value: Json): boolean {
  return value === null || (typeof value === 'string' && value.includes('$'));
}

/** A value that passes a test; `expected` ends the sentence that says so. */
export function matching(expected: string, passes: (value: Json) => boolean): Shape {
  return (value, steps, say) => {
    if (!isOpen(value) && !passes(value)) say('schema-violation', steps, `${nameOf(steps)} is ${expected}, and not ${shown(value)}`);
  };
}

export const ANY: Shape = () => undefined;
export const TEXT = matching('a text', (value) => typeof value === 'string');
export const TRUTH = matching('true or false', (value) => typeof value === 'boolean');
/** A text may hold one, as YAML has it of what is in quotes. */
export const WHOLE = matching('a whole number', (value) => /^\d+$/.test(String(value)) && !isList(value));
export const TEXTS = listOf(TEXT);

export function wordOf(...words: readonly string[]): Shape {
  return matching(`one of ${words.join(', ')}`, (value) => typeof value === 'string' && words.includes(value));
}

export function listOf(one: Shape): Shape {
  return (value, steps, say) => {
    if (isOpen(value)) return;
    if (!isList(value)) return say('schema-violation', steps, `${nameOf(steps)} is a list, and not ${shown(value)}`);
    for (const [index, held] of value.entries()) one(held, [...steps, String(index)], say);
  };
}

/** An object whose keys are names that people give. */
export function mapOf(one: Shape): Shape {
  return (value, steps, say) => {
    if (isOpen(value)) return;
    if (!isObject(value)) return say('schema-violation', steps, `${nameOf(steps)} is an object, and not ${shown(value)}`);
    for (const [key, held] of Object.entries(value)) if (!key.startsWith('x-')) one(held, [...steps, key], say);
  };
}

interface Keys {
  /** It has been the same for years: a key that is not known is none. In others it warns, but for one that is a letter from a known one. */
  readonly isClosed?: boolean;
  readonly needs?: readonly string[];
}

export function objectOf(keys: Readonly<Record<string, Shape>>, { isClosed = false, needs = [] }: Keys = {}): Shape {
  const known = new Set(Object.keys(keys));
  return (value, steps, say) => {
    if (isOpen(value)) return;
    if (!isObject(value)) return say('schema-violation', steps, `${nameOf(steps)} is an object, and not ${shown(value)}`);
    for (const [key, held] of Object.entries(value)) {
      const [shape, at] = [Object.hasOwn(keys, key) ? keys[key] : undefined, [...steps, key]];
      const message = `${nameOf(steps)} has no key ${JSON.stringify(key)}`;
      if (shape !== undefined) shape(held, at, say);
      else if (key.startsWith('x-')) continue;
      else if (isClosed) say('schema-violation', at, `${message}: expected ${[...known].join(', ')}`, true);
      else say(...unknownWord(key, { known, steps: at, message }), true);
    }
    for (const key of needs)
      if (value[key] === undefined) say('schema-violation', steps, `${nameOf(steps)} has no ${JSON.stringify(key)}`, true);
  };
}

/** An object is held against the one, anything else against the other. */
export function objectOr(object: Shape, other: Shape): Shape {
  return (value, steps, say) => (isObject(value) ? object : other)(value, steps, say);
}

/** A list is held against the one, anything else against the other. */
export function listOr(one: Shape, other: Shape): Shape {
  return (value, steps, say) => (isList(value) ? listOf(one) : other)(value, steps, say);
}

function nameOf(steps: readonly string[]): string {
  const name = steps.findLast((step) => !/^\d+$/.test(step));
  return name === undefined ? 'the file' : JSON.stringify(name);
}

function shown(value: Json): string {
  return isObject(value) ? 'an object' : isList(value) ? 'a list' : JSON.stringify(value);
}
