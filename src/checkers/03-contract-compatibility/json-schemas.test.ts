import { expect, test } from 'vitest';
import { laidOver, treesOf } from './fixtures/trees-of.ts';
import { jsonSchemaSightings } from './json-schemas.ts';

const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://example.com/a',
  type: 'object',
  properties: { a: { type: 'string' } },
};
const text = (value: object) => JSON.stringify(value, null, 2);
const DEMANDS = { ...SCHEMA, required: ['a'] };
const { $id: _id, ...ANONYMOUS } = SCHEMA;

async function broken(base: object, head: string | null, received: readonly string[] = []): Promise<string[]> {
  const texts = { 'a.json': text(base) };
  const sightings = await jsonSchemaSightings({ ...treesOf(texts, laidOver(texts, { 'a.json': head })), received });
  return sightings.map(
    ({ rule, path, range, severity = 'error', message }) => `${severity} ${rule} ${path}:${range?.startLine ?? ''} ${message}`,
  );
}

test.each<[name: string, base: object, head: string | null, received: readonly string[], found: readonly string[]]>([
  ['what is written', SCHEMA, text(DEMANDS), [], ['error schema-break a.json:6 a.json: `it.a` is required now']],
  ['what is read', SCHEMA, text(DEMANDS), ['*.json'], []],
  ['and the way back', DEMANDS, text(SCHEMA), ['*.json'], ['error schema-break a.json:6 a.json: `it.a` is not required any more']],
  [
    'nobody knows it by a name',
    ANONYMOUS,
    text({ ...ANONYMOUS, required: ['a'] }),
    [],
    ['warning schema-break a.json:5 a.json: `it.a` is required now'],
  ],
  ['it is gone', SCHEMA, null, [], ['error schema-break a.json: a.json: the schema is gone']],
  [
    'it cannot be read',
    SCHEMA,
    '{',
    [],
    ['error contract-unreadable a.json:1 a.json could be read before: expected a key in double quotes, found the end of the file'],
  ],
  ['it is no schema', { a: 1 }, '{}', [], []],
])('%s', async (_, base, head, received, found) => {
  expect(await broken(base, head, received)).toEqual(found);
});

const WIDE = { type: 'object', properties: { a: {} } };
const NARROW = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
const leading = (asked: object, to: object) => Object.fromEntries(new Map([['if', asked]]).set('then', to));

/** What leads to a schema; once a change there went by. */
test.each<[name: string, around: (inner: object) => object]>([
  [
    'one of several `if`',
    ($defs) => ({
      allOf: [
        leading({ properties: { k: { const: 1 } } }, { $ref: '#/$defs/A' }),
        leading({ properties: { k: { const: 2 } } }, { $ref: '#/$defs/B' }),
      ],
      $defs: { A: $defs, B: {} },
    }),
  ],
  ['what an `if` asks', (A) => ({ ...leading({ $ref: '#/$defs/A' }, { required: ['z'] }), $defs: { A } })],
  ['what is counted', (A) => ({ type: 'array', contains: { $ref: '#/$defs/A' }, maxContains: 3, $defs: { A } })],
  [
    'a second list of choices',
    (A) => ({ oneOf: [{ type: 'string' }, { type: 'object' }], anyOf: [{ $ref: '#/$defs/A' }, { type: 'integer' }], $defs: { A } }),
  ],
  ['beside what is on another host', (A) => ({ allOf: [{ $ref: 'https://far.example/x.json' }, A] })],
  ['by the `$id` of the whole', (A) => ({ properties: { b: { $ref: 'https://example.com/a#/$defs/A' } }, $defs: { A } })],
  [
    'by an `$id` of its own',
    (A) => ({ properties: { b: { $ref: 'https://example.com/n' } }, $defs: { n: { $id: 'https://example.com/n', ...A } } }),
  ],
])('%s', async (_, around) => {
  const [base, head] = [WIDE, NARROW].map((inner) => ({ ...SCHEMA, ...around(inner) }));
  expect(await broken(base ?? {}, text(head ?? {}))).not.toEqual([]);
  expect(await broken(base ?? {}, `${text(base ?? {})}\n`)).toEqual([]);
});

test('what must not match, and matches more', async () => {
  const not = (A: object) => ({ ...SCHEMA, not: { $ref: '#/$defs/A' }, $defs: { A } });
  expect(await broken(not(WIDE), text(not(NARROW)))).toEqual([]);
  expect(await broken(not(NARROW), text(not(WIDE)))).toMatchObject([/required/, /anything/].map((one) => expect.stringMatching(one)));
});

test('any value instead of several alternatives', async () => {
  const { type: _type, properties: _properties, ...any } = SCHEMA;
  expect(await broken({ ...any, anyOf: [{ type: 'string' }, { type: 'integer' }] }, text(any))).toEqual([]);
});

test.each<[name: string, part: object, head: string, found: readonly string[]]>([
  ['demands more', WIDE, text(NARROW), ['error schema-break b.json', 'error schema-break b.json']],
  ['cannot be read', WIDE, '{', ['error contract-unreadable b.json', 'warning schema-break a.json']],
  ['is a schema that nobody knows by a name', { ...ANONYMOUS }, text({ ...ANONYMOUS, required: ['a'] }), ['warning', 'error']],
])('a part that %s', async (_, part, head, found) => {
  const base = { 'a.json': text({ ...SCHEMA, properties: { b: { $ref: 'b.json' } } }), 'b.json': text(part) };
  const trees = treesOf(base, laidOver(base, { 'b.json': head }));
  const sightings = await jsonSchemaSightings({ ...trees, received: [] });
  expect(sightings.map(({ rule, path, severity = 'error' }) => `${severity} ${rule} ${path}`)).toEqual(
    found.map((one) => expect.stringContaining(one)),
  );
  expect(trees.said()).toEqual([['b.json'], ['b.json']]);
});
