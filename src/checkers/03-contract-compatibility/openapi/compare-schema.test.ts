import { describe, expect, test } from 'vitest';
import { readData } from '../../../definitions/read-data.ts';
import { SAME_SCHEMAS, SCHEMA_CHANGES } from '../fixtures/schema-changes.ts';
import { type Direction, effectOf, SCHEMA_KINDS, type SchemaKind } from '../kinds.ts';
import type { Spot } from '../spot.ts';
import { compareSchema } from './compare-schema.ts';
import { Comparison } from './comparison.ts';

function spotOf(value: unknown): Spot {
  const [document] = readData(JSON.stringify(value), 'json').documents;
  if (document === undefined) throw new Error('no document');
  const source = { path: 'a.json', document };
  return { sources: new Map([['a.json', source]]), source, pointer: [], value: document.value };
}

function kindsOf(base: unknown, head: unknown, direction: Direction) {
  const comparison = new Comparison();
  const place = { comparison, direction, where: 'POST /a', way: 'body', isText: false, depth: 0 };
  compareSchema([spotOf(base)], [spotOf(head)], place);
  return comparison.differences().map(({ kind, effect }) => `${effect}: ${kind}`);
}

describe.each(['sent', 'received'] as const)('%s', (direction) => {
  const said = (kind: SchemaKind) => {
    const effect = effectOf(kind, direction);
    return effect === 'compatible' ? [] : [`${effect}: ${kind}`];
  };

  test.each(SCHEMA_CHANGES.map((change) => [change.kind, change] as const))('%s', (_, { kind, base, head, also = [] }) => {
    expect(kindsOf(base, head, direction).toSorted()).toEqual([kind, ...also].flatMap(said).toSorted());
  });

  test.each(SAME_SCHEMAS)('the same: %s', (_, base, head) => {
    expect([kindsOf(base, head, direction), kindsOf(head, base, direction)]).toEqual([[], []]);
  });
});

test('every kind has an example', () => {
  const shown = new Set<string>(SCHEMA_CHANGES.map(({ kind }) => kind));
  expect(Object.keys(SCHEMA_KINDS).filter((kind) => !shown.has(kind))).toEqual([]);
});

test('a schema that contains itself is compared once', () => {
  const tree = (type: string) => ({
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { next: { $ref: '#/$defs/node' }, all: { type: 'array', items: { $ref: '#/$defs/node' } }, id: { type } },
      },
    },
  });
  expect(kindsOf(tree('string'), tree('integer'), 'sent')).toEqual(['breaking: type-changed']);
});

test('references that only lead to each other say nothing', () => {
  const circle = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { allOf: [{ $ref: '#/$defs/a' }] } } };
  expect(kindsOf(circle, circle, 'sent')).toEqual([]);
});

test('a schema deeper than any that people write is refused, not passed', () => {
  const deep = (type: string) => Array.from({ length: 200 }).reduce<object>((inner) => ({ type: 'array', items: inner }), { type });
  expect(() => kindsOf(deep('string'), deep('integer'), 'sent')).toThrow('more than 150 levels');
});

const refer = (more: object) => ({ $ref: '#/$defs/a', ...more });
const deep = { a: { type: 'string' } };
const S = { type: 'string' };
const MAY = ['may break: constraint-changed'];
const WITH_CHOICE = { oneOf: [{ type: 'object', properties: { a: {} } }, { title: 'other' }] };

test.each<[name: string, base: object, head: object, sent: readonly string[], received: readonly string[]]>([
  [
    'what stands beside a reference that is compared elsewhere too',
    { properties: { a: refer({}), b: refer({}) }, $defs: deep },
    { properties: { a: refer({}), b: refer({ maxLength: 3 }) }, $defs: deep },
    ['breaking: bound-tightened'],
    [],
  ],
  [
    'what stands beside a new choice',
    { type: 'object', properties: { a: {} } },
    { ...WITH_CHOICE, required: ['x'] },
    ['breaking: alternative-removed'],
    ['breaking: alternative-added'],
  ],
  [
    'what stands beside a choice that is gone',
    { ...WITH_CHOICE, required: ['x'] },
    { type: 'object', properties: { a: {} } },
    ['breaking: alternative-removed'],
    ['breaking: alternative-added'],
  ],
  [
    'a property among others that have a type',
    { additionalProperties: { type: 'integer' } },
    { additionalProperties: { type: 'integer' }, properties: deep },
    ['breaking: type-changed'],
    ['breaking: type-changed'],
  ],
  [
    'and the way back',
    { additionalProperties: { type: 'integer' }, properties: deep },
    { additionalProperties: { type: 'integer' } },
    ['breaking: type-changed', 'may break: listed-property-removed'],
    ['breaking: listed-property-removed', 'breaking: type-changed'],
  ],
  [
    'what an anchor names',
    { properties: { a: { $ref: '#b' } }, $defs: { c: { $anchor: 'b', type: 'string' } } },
    { properties: { a: { $ref: '#b' } }, $defs: { c: { $anchor: 'b', type: 'integer' } } },
    ['breaking: type-changed'],
    ['breaking: type-changed'],
  ],
  [
    'what an anchor of older drafts names',
    { properties: { a: { $ref: '#b' } }, definitions: { c: { $id: '#b', type: 'string' } } },
    { properties: { a: { $ref: '#b' } }, definitions: { c: { $id: '#b', type: 'integer' } } },
    ['breaking: type-changed'],
    ['breaking: type-changed'],
  ],
  ['more that has to be contained', { contains: S, minContains: 1 }, { contains: S, minContains: 2 }, ['breaking: bound-tightened'], []],
  ['nothing has to be contained', { contains: S }, { contains: S, minContains: 0 }, [], ['breaking: bound-loosened']],
  ['what has to be contained', { contains: {} }, { contains: S }, ['breaking: type-narrowed'], []],
  ['of so many at most', { contains: S, maxContains: 2 }, { contains: { type: ['string', 'null'] }, maxContains: 2 }, MAY, MAY],
  [
    'what a name needs',
    { dependentRequired: { a: ['b'] }, dependencies: { c: ['d'] } },
    { dependentRequired: { a: ['b', 'c', {}], c: ['d'] } },
    ['breaking: constraint-added'],
    [],
  ],
  ['what follows', { if: S, else: { maxLength: 3 } }, { if: S, else: { maxLength: 2 } }, ['breaking: bound-tightened'], []],
  ['what follows from something else', { if: S, else: { maxLength: 3 } }, { if: {}, else: { maxLength: 2 } }, MAY, MAY],
  ['what follows, and from what, is new', {}, { if: S, else: { maxLength: 3 } }, ['breaking: constraint-added'], []],
  [
    'properties by their names',
    { patternProperties: { '^a': S }, dependentSchemas: { a: S } },
    { patternProperties: { '^a': { type: 'integer' } }, dependencies: { a: { maxLength: 2, ...S } } },
    ['breaking: bound-tightened', 'breaking: type-changed'],
    ['breaking: type-changed'],
  ],
  [
    'items by their places',
    { type: 'array', items: [S, {}] },
    { type: 'array', prefixItems: [{ type: 'integer' }, true] },
    ['breaking: type-changed'],
    ['breaking: type-changed'],
  ],
  ['what it must not be', { not: { maxLength: 3 } }, { not: { maxLength: 4 } }, ['breaking: bound-loosened'], []],
  ['what it must not be, in another way', { not: WITH_CHOICE }, { not: { ...WITH_CHOICE, xml: {} } }, MAY, MAY],
  ['two that it must not be', { allOf: [{ not: S }, { not: {} }] }, { allOf: [{ not: S }, { not: { type: 'null' } }] }, MAY, MAY],
  ['further items', { items: [{}] }, { items: [{}], additionalItems: false }, ['breaking: constraint-added'], []],
  [
    'a dynamic reference',
    { $dynamicRef: '#a' },
    { $dynamicRef: '#b' },
    ['may break: constraint-changed'],
    ['may break: constraint-changed'],
  ],
  [
    'no longer what another host says',
    { $ref: 'https://example.com/a.json' },
    { type: 'string' },
    ['may break: reference-unread'],
    ['may break: reference-unread'],
  ],
])('%s', (_, base, head, sent, received) => {
  expect([kindsOf(base, head, 'sent').toSorted(), kindsOf(base, head, 'received').toSorted()]).toEqual([sent, received]);
});

test('a schema of more parts than anybody writes is refused, not passed', () => {
  const many = (last: object) => ({ allOf: [...Array.from({ length: 1200 }, () => ({})), last] });
  expect(() => kindsOf(many({}), many({ type: 'string' }), 'sent')).toThrow('more than 1000 parts');
});

test('what must not be, and so on, is not looked through twice as often with every level', () => {
  const nested = (maxLength: number) => Array.from({ length: 40 }).reduce<object>((inner) => ({ not: inner }), { maxLength });
  expect(kindsOf(nested(2), nested(3), 'received')).toEqual(['breaking: bound-loosened']);
});
