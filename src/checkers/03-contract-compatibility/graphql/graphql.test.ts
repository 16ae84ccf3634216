import { describe, expect, test } from 'vitest';
import { type Texts, treesOf } from '../fixtures/trees-of.ts';
import { graphqlSightings } from './graphql-sightings.ts';

async function broken(base: Texts, head: Texts): Promise<string[]> {
  const sightings = await graphqlSightings(treesOf(base, head));
  return sightings.map(
    ({ rule, path, range, severity = 'error', message }) => `${severity} ${rule} ${path}:${range?.startLine ?? ''} ${message}`,
  );
}

const QUERY = 'type Query {\n  pets(first: Int): [Pet]\n}\n';
const PET = 'type Pet {\n  id: ID!\n  name: String\n}\n';

const CASES: readonly (readonly [name: string, base: Texts, head: Texts, found: readonly string[]])[] = [
  [
    'a field is gone',
    { 'a.graphql': QUERY + PET },
    { 'a.graphql': QUERY + PET.replace('  name: String\n', '') },
    ['error graphql-break a.graphql:4 Pet.name was removed.'],
  ],
  [
    'an argument is required',
    { 'a.graphql': QUERY + PET },
    { 'a.graphql': QUERY.replace('first: Int', 'first: Int!') + PET },
    ['error graphql-break a.graphql:2 Query.pets arg first has changed type from Int to Int!.'],
  ],
  [
    'a value more',
    { 'a.gql': 'enum A { B }' },
    { 'a.gql': 'enum A { B C }' },
    ['warning graphql-break a.gql:1 C was added to enum type A.'],
  ],
  [
    'only one of the fields',
    { 'a.gql': 'input A { b: Int }' },
    { 'a.gql': 'input A @oneOf { b: Int }' },
    ['error graphql-break a.gql:1 A takes only one of its fields now (@oneOf).'],
  ],
  [
    'an argument of a directive',
    { 'a.gql': 'directive @a(b: Int!) on FIELD' },
    { 'a.gql': 'directive @a(b: String) on FIELD' },
    ['error graphql-break a.gql:1 @a has changed its argument b from Int! to String.'],
  ],
  ['a file is gone', { 'a.gql': QUERY, 'b.gql': PET }, { 'a.gql': QUERY }, ['error graphql-break b.gql: Pet was removed.']],
  [
    'a type is gone',
    { 'a.gql': `${PET}${QUERY}` },
    { 'a.gql': QUERY.replace('Pet', 'Int') },
    ['error graphql-break a.gql:1 Pet was removed.', 'error graphql-break a.gql:2 Query.pets changed type from [Pet] to [Int].'],
  ],
  ['a type moved to another file', { 'a.gql': QUERY + PET }, { 'a.gql': QUERY, 'b.gql': PET }, []],
  [
    'an extension became part of the type',
    { 'a.gql': QUERY, 'b.gql': 'extend type Query { cats: Int }' },
    { 'a.gql': QUERY.replace('}', '  cats: Int\n}'), 'b.gql': '' },
    [],
  ],
  [
    'two schemas with types of one name',
    { 'a/s.gql': PET, 'b/s.gql': PET },
    { 'a/s.gql': `${PET}type A { b: Int }`, 'b/s.gql': PET.replace('  name: String\n', '') },
    ['error graphql-break b/s.gql:1 Pet.name was removed.'],
  ],
  [
    'types of another file, an interface of another service',
    { 'a.gql': 'type Query implements Far { pet: Pet }', 'b.gql': PET },
    { 'a.gql': 'type Query implements Far { pet: Pet, cat: Cat }', 'b.gql': PET },
    [],
  ],
  ['operations only', { 'a.gql': 'query { pets { id } }' }, { 'a.gql': 'query { pets { name } }' }, []],
  ['a new file', {}, { 'a.gql': PET }, []],
  ['what nobody could read', { 'a.gql': 'type {' }, { 'a.gql': 'type A {' }, []],
  [
    'what contradicts itself now',
    { 'a.gql': 'interface A { b: Int } type C { d(e: Int): Int }' },
    { 'a.gql': 'interface A { b: Int } type C { d(e: A = 1): Int }' },
    ['error contract-unreadable a.gql: a.gql was part of a schema before: Unexpected input type: A'],
  ],
  ['what contradicted itself', { 'a.gql': 'interface A { b: Int } type C { d(e: A = 1): Int }' }, { 'a.gql': 'type C { f: Int }' }, []],
  [
    'what nobody can read any more',
    { 'a.gql': PET },
    { 'a.gql': 'type {' },
    ['error contract-unreadable a.gql:1 a.gql could be read before: Syntax Error: Expected Name, found "{".'],
  ],
];

describe('GraphQL', () => {
  test.each(CASES)('%s', async (_, base, head, found) => {
    expect(await broken(base, head)).toEqual(found);
  });
});

test.each(['test/a.gql', 'a.txt'])('a schema that moves to %s is gone', async (path) => {
  const trees = treesOf({ 'a.gql': PET }, { [path]: PET });
  const moved = {
    path,
    oldPath: 'a.gql',
    status: 'renamed',
    oldMode: '100644',
    newMode: '100644',
    binary: false,
    added: [],
    removed: [],
  } as const;
  const isPublished = (one: string) => !one.startsWith('test/');
  const sightings = await graphqlSightings({ ...trees, change: { ...trees.change, files: [moved] }, isPublished });
  expect(sightings.map(({ message }) => message)).toEqual(['Pet was removed.']);
});
