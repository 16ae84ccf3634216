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
    ['error contract-unreadable a.json: a.json could be read before: expected a key in double quotes, found the end of the file'],
  ],
  ['it is no schema', { a: 1 }, '{}', [], []],
])('%s', async (_, base, head, received, found) => {
  expect(await broken(base, head, received)).toEqual(found);
});
