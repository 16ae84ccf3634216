import { isList, type Json } from '../json-value.ts';
import { canonical } from './equality.ts';
import { fault, type Frame, type Keyword } from './frame.ts';

function descend(frame: Frame, schema: Json, from: number, items: readonly Json[]): void {
  for (const [offset, item] of items.slice(from).entries()) {
    const key = String(from + offset);
    frame.seen.add(key);
    frame.faults.push(...frame.run.member(frame, schema, key, item).faults);
  }
}

const each: Keyword = (frame, value) => {
  const { instance, schema } = frame;
  if (!isList(instance)) return;
  if (isList(value)) return tuple(frame, value);
  const prefix = frame.scope.resource.dialect.draft === 2020 ? schema['prefixItems'] : undefined;
  descend(frame, value, isList(prefix) ? prefix.length : 0, instance);
};

const tuple: Keyword = (frame, value) => {
  const { instance } = frame;
  if (!isList(instance) || !isList(value)) return;
  for (const [index, schema] of value.entries()) descend(frame, schema, index, instance.slice(0, index + 1));
};

const additionalItems: Keyword = (frame, value) => {
  const { instance, schema } = frame;
  if (isList(instance) && isList(schema['items'])) descend(frame, value, schema['items'].length, instance);
};

const unevaluatedItems: Keyword = (frame, value) => {
  if (!isList(frame.instance)) return;
  for (const [index, item] of frame.instance.entries()) {
    const key = String(index);
    if (frame.seen.has(key)) continue;
    frame.seen.add(key);
    frame.faults.push(...frame.run.member(frame, value, key, item).faults);
  }
};

const contains: Keyword = (frame, value) => {
  const { instance, schema, run } = frame;
  if (!isList(instance)) return;
  const { draft, asserts } = frame.scope.resource.dialect;
  const fitting = instance.flatMap((item, index) =>
    run.member(frame, value, String(index), item).faults.length === 0 ? [String(index)] : [],
  );
  if (draft === 2020) for (const key of fitting) frame.seen.add(key);
  const bounds = draft >= 2019 && asserts ? schema : {};
  const least = typeof bounds['minContains'] === 'number' ? bounds['minContains'] : 1;
  const most = typeof bounds['maxContains'] === 'number' ? bounds['maxContains'] : Infinity;
  if (fitting.length >= least && fitting.length <= most) return;
  const expected = fitting.length < least ? `at least ${least}` : `at most ${most}`;
  fault(frame, 'contains', `expected ${expected} items as "contains" has them, found ${fitting.length}`);
};

const uniqueItems: Keyword = (frame, value) => {
  if (!isList(frame.instance) || value !== true) return;
  const known = new Set<string>();
  for (const [index, item] of frame.instance.entries()) {
    const text = canonical(item);
    if (known.has(text)) return fault(frame, 'uniqueItems', `item ${index} stands here before: expected each once`, String(index));
    known.add(text);
  }
};

function ofLength(name: string, holds: (length: number, bound: number) => boolean, words: string): Keyword {
  return (frame, bound) => {
    if (!isList(frame.instance) || typeof bound !== 'number' || holds(frame.instance.length, bound)) return;
    fault(frame, name, `expected ${words} ${bound} items, found ${frame.instance.length}`);
  };
}

export const ARRAY_KEYWORDS: Readonly<Record<string, Keyword>> = {
  items: each,
  prefixItems: tuple,
  additionalItems,
  contains,
  uniqueItems,
  minItems: ofLength('minItems', (length, bound) => length >= bound, 'at least'),
  maxItems: ofLength('maxItems', (length, bound) => length <= bound, 'at most'),
  unevaluatedItems,
};
