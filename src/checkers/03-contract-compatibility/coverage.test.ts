import { expect, test } from 'vitest';
import checker from './checker.ts';
import { type Texts, treesOf } from './fixtures/trees-of.ts';

const API = 'openapi: 3.0.0\ninfo: { title: A, version: "1" }\npaths: { /a: { $ref: parts/a.yaml } }\n';
const SCHEMA = '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object" }';
const LIB = { 'package.json': '{ "name": "lib", "version": "1.0.0", "main": "a.js" }' };

/** Files in scope, and those of them that were examined. */
async function coverage(base: Texts, head: Texts): Promise<readonly (readonly string[])[]> {
  const trees = treesOf(base, head);
  const options = checker.options.parse({});
  const nothing = () => undefined;
  await checker.check({
    ...trees,
    options,
    today: '2026-03-31',
    askDefinitions: async () => ({ tool: null, problems: [], caveats: [] }),
    signal: new AbortController().signal,
    report: nothing,
    measure: nothing,
    ignored: nothing,
    used: nothing,
    caveat: nothing,
    notApplicable: () => expect.fail('it is applicable'),
  });
  return trees.said();
}

test.each<[name: string, base: Texts, head: Texts, inScope: readonly string[], examined?: readonly string[]]>([
  ['what is no contract', { 'a.md': 'a', 'b.yaml': 'a: 1' }, { 'a.md': 'b', 'b.yaml': 'a: 2' }, []],
  ['an HTTP API', { 'a.yaml': API }, { 'a.yaml': `${API}#\n` }, ['a.yaml']],
  [
    'a part of one',
    { 'a.yaml': API, 'parts/a.yaml': 'get: { responses: {} }' },
    { 'a.yaml': API, 'parts/a.yaml': 'get: { responses: { } }' },
    ['parts/a.yaml'],
  ],
  ['one that is gone', { 'a.yaml': API }, {}, ['a.yaml']],
  ['one that nobody could read', { 'a.yaml': `${API}\t}` }, { 'a.yaml': API }, []],
  ['a JSON Schema', { 'a.json': SCHEMA }, { 'a.json': `${SCHEMA}\n` }, ['a.json']],
  ['types of GraphQL', { 'a.gql': 'type A { b: Int }' }, { 'a.gql': 'type A { b: Int c: Int }' }, ['a.gql']],
  ['definitions of protobuf', { 'a.proto': 'message A {}' }, { 'a.proto': 'message A { int32 b = 1; }' }, ['a.proto']],
  ['a migration', { 'migrations/1.sql': '' }, { 'migrations/1.sql': '', 'migrations/2.sql': 'SELECT 1' }, ['migrations/2.sql']],
  [
    'modules of a package, not those that offer nothing',
    { ...LIB, 'a.js': 'export const a = 1;', 'b.js': 'a();' },
    { ...LIB, 'a.js': 'export const a = 2;', 'b.js': 'b();' },
    ['a.js'],
  ],
  [
    'a module that cannot be read any more',
    { ...LIB, 'a.js': 'export const a = 1;' },
    { ...LIB, 'a.js': 'export const a = (' },
    ['a.js'],
    [],
  ],
  ['a manifest', LIB, { 'package.json': `${LIB['package.json']}\n` }, ['package.json']],
])('%s', async (_, base, head, inScope, examined = inScope) => {
  expect(await coverage(base, head)).toEqual([inScope, examined]);
});
