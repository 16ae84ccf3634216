import { describe, expect, test } from 'vitest';
import type { Json } from '../json-value.ts';
import { offlineByUri } from '../offline-schemas.ts';
import { DIALECTS } from './dialect.ts';
import { evaluate } from './evaluate.ts';
import { Unjudged } from './frame.ts';
import { matchesPattern } from './matches-pattern.ts';
import { createSchemaSet } from './schema-set.ts';

/** `/place keyword` of each fault; a whole suite of cases is in docs/evidence/schema-validation.md. */
function faults(dialect: keyof typeof DIALECTS, schema: Json, instance: Json): string[] {
  const set = createSchemaSet(offlineByUri);
  const resource = set.add('tree:///a.json', schema, DIALECTS[dialect]);
  const found = evaluate({ set, place: { schema, resource }, instance, matches: matchesPattern });
  return found.map(({ steps, keyword }) => `/${steps.join('/')} ${keyword}`);
}

describe('a value and its schema', () => {
  test.each<[keyof typeof DIALECTS, Json, Json, string[]]>([
    [2020, { type: ['string', 'null'] }, null, []],
    [2020, { type: 'integer' }, 1.5, ['/ type']],
    [2020, { enum: [{ a: [1, 2] }] }, { a: [1, 2] }, []],
    [2020, { const: { a: 1, b: 2 } }, { b: 2, a: 1 }, []],
    [2020, { multipleOf: 0.0001 }, 0.0075, []],
    [2020, { multipleOf: 0.01 }, 0.0075, ['/ multipleOf']],
    [2020, { maxLength: 1 }, '💩', []],
    [2020, { pattern: '^\\p{L}+$' }, 'é', []],
    [2020, { properties: { a: { minimum: 1 } }, required: ['b'] }, { a: 0 }, ['/a minimum', '/ required']],
    [2020, { properties: { a: true }, additionalProperties: false }, { a: 1, b: 1 }, ['/b additionalProperties']],
    [2020, { allOf: [{ properties: { a: true } }], unevaluatedProperties: false }, { a: 1, b: 1 }, ['/b unevaluatedProperties']],
    [2020, { prefixItems: [true], items: { type: 'string' } }, [1, 2], ['/1 type']],
    [2020, { contains: { type: 'string' }, maxContains: 1 }, ['a', 'b'], ['/ contains']],
    [
      2020,
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['/1 uniqueItems'],
    ],
    [2020, { if: { const: 1 }, else: false }, 2, ['/ false']],
    [2020, { oneOf: [{ type: 'string' }, { properties: { a: { type: 'string' } } }] }, { a: 1 }, ['/a type']],
    [
      2020,
      { oneOf: [{ properties: { a: { enum: ['b'] } } }, { properties: { a: { const: 'c' }, d: { enum: [true] } } }] },
      { a: 'c', d: false },
      ['/d enum'],
    ],
    [2020, { anyOf: [{ const: 1 }, { const: 2 }] }, 3, ['/ const']],
    [2020, { oneOf: [{ type: 'integer' }, { minimum: 1 }] }, 2, ['/ oneOf']],
    [2020, { not: {} }, 1, ['/ not']],
    [2020, { $ref: '#/$defs/a', $defs: { a: { $id: 'b.json', $ref: '#/$defs/c', $defs: { c: { type: 'string' } } } } }, 1, ['/ type']],
    [2020, { $ref: '#here', $defs: { a: { $anchor: 'here', type: 'string' } } }, 1, ['/ type']],
    [2020, { $ref: 'https://json-schema.org/draft/2020-12/schema' }, { properties: { a: { type: 1 } } }, ['/properties/a/type type']],
    [
      2019,
      { $ref: 'https://json-schema.org/draft/2019-09/schema' },
      { properties: { a: { minLength: -1 } } },
      ['/properties/a/minLength minimum'],
    ],
    [7, { $ref: 'http://json-schema.org/draft-07/schema#', type: 'string' }, { items: 1 }, ['/items type']],
    [7, { dependencies: { a: ['b'], c: { required: ['d'] } } }, { a: 1, c: 1 }, ['/ dependencies', '/ required']],
    [6, { if: false, else: false }, 1, []],
    [4, { minimum: 1, exclusiveMinimum: true }, 1, ['/ minimum']],
    [4, { const: 1 }, 2, []],
    [4, { id: 'http://a/', definitions: { b: { id: 'b', type: 'string' } }, $ref: '#/definitions/b' }, 1, ['/ type']],
    [3, { properties: { a: { required: true } }, disallow: ['array'], extends: { type: 'object' } }, {}, ['/ required']],
    [3, { type: ['string', { properties: { a: { type: 'integer' } } }] }, { a: 'x' }, ['/ type']],
    ['openapi-3.0', { type: 'string', nullable: true, enum: ['a'] }, null, []],
    ['openapi-3.0', { required: ['id'], properties: { id: { readOnly: true } } }, {}, []],
    [2020, { type: 'string', nullable: true }, null, ['/ type']],
  ])('of %s: %j, %j', (dialect, schema, instance, expected) => {
    expect(faults(dialect, schema, instance)).toEqual(expected);
  });
});

/** `anyOf` in `anyOf`: two to the power of its depth. */
function doubled(depth: number): Json {
  return depth === 0 ? { type: 'string' } : { allOf: [{ $ref: `#/$defs/${depth - 1}` }, { $ref: `#/$defs/${depth - 1}` }] };
}

test.each<[string, Json, Json]>([
  ['its schema refers to itself', { $ref: '#' }, 1],
  ['its schema refers to a file that is not there', { $ref: 'b.json' }, 1],
  ['its pattern takes years', { pattern: '^(a+)+$' }, `${'a'.repeat(40)}b`],
  ['its pattern is of another language', { pattern: '(?i)a' }, 'a'],
  ['it takes too much work', { $ref: '#/$defs/40', $defs: Object.fromEntries(Array.from({ length: 41 }, (_, i) => [i, doubled(i)])) }, 'a'],
])('a value is not judged when %s', (_, schema, instance) => {
  expect(() => faults(2020, schema, instance)).toThrow(Unjudged);
});
