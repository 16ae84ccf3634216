import type { Change } from '../../../src/domain/change.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import { exportSightings } from '../../../src/checkers/03-contract-compatibility/exports/export-sightings.ts';
import { graphqlSightings } from '../../../src/checkers/03-contract-compatibility/graphql/graphql-sightings.ts';
import { httpApiSightings } from '../../../src/checkers/03-contract-compatibility/http-apis.ts';
import { jsonSchemaSightings } from '../../../src/checkers/03-contract-compatibility/json-schemas.ts';
import { migrationSightings } from '../../../src/checkers/03-contract-compatibility/migrations/migration-sightings.ts';
import { protobufSightings } from '../../../src/checkers/03-contract-compatibility/protobuf/protobuf-sightings.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const NODE = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', minimum: 1 }, next: { $ref: '#/components/schemas/Node' }, kind: { enum: ['a', 'b', null] } },
  additionalProperties: false,
};
const API = {
  openapi: '3.1.0',
  info: { title: 'Nodes', version: '1.0.0' },
  security: [{ key: ['read'] }],
  paths: {
    '/nodes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      put: {
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } },
        responses: {
          '200': {
            description: 'a',
            content: { 'application/json': { schema: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'k' } },
    schemas: { Node: NODE, Both: { allOf: [{ $ref: '#/components/schemas/Node' }] } },
  },
};
const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://example.com/a',
  $defs: { n: NODE },
  anyOf: [{ $ref: '#/$defs/n' }, { type: 'string', pattern: '^a' }, { $ref: '#named' }],
  not: { $anchor: 'named', prefixItems: [{ type: 'null' }], contains: { not: { minLength: 1 } }, minContains: 2 },
  if: { dependentRequired: { a: ['b'] } },
  else: { patternProperties: { '^a': NODE }, dependencies: { a: { type: 'object' }, b: ['a'] } },
};
const YAML =
  'openapi: 3.0.0\ninfo: { title: A, version: "1" }\npaths:\n  /a:\n    get: &get\n      responses: { "200": { description: a } }\n    post: *get\n';
const SDL =
  'interface I { id: ID! }\ntype A implements I @d(a: 1) { id: ID!, as(first: Int = 1): [A!]! }\nextend type A { e: E }\nenum E { X Y }\ninput N { n: N, l: [Int] }\nunion U = A\ndirective @d(a: Int) on OBJECT\n';
const PROTO =
  'syntax = "proto3";\npackage a.v1;\nmessage M { int32 a = 1; oneof o { M m = 2; } reserved 3 to 5; reserved "b"; map<string, E> e = 6; extensions 100 to max; enum E { X = 0; } }\nenum E { Y = 0; }\nextend M { optional E x = 100; }\nservice S { rpc R (M) returns (stream .a.v1.M); }\n';
const SQL =
  "CREATE TABLE a (b int);\nALTER TABLE c DROP COLUMN d, ADD e text NOT NULL DEFAULT 'x;';\nDO $$ BEGIN END $$;\n-- x\nCREATE INDEX f ON c (d);\n";
const SOURCE =
  "export * from './b';\nexport { x as y } from './b.js';\nexport default class {}\nexport function f(a: string | 1, b?: B, ...c: C[]): void {}\nexport enum E { A, 'B' = 2 }\nmodule.exports = exports.z = require('./b');\n";
const MANIFEST = {
  name: 'a',
  version: '1.0.0',
  bin: { a: './a.js' },
  exports: { '.': { types: './dist/a.d.ts', import: './a.ts', require: null }, './*': './*.js' },
};

type Texts = Readonly<Record<string, string>>;

/** No definition, however broken, ends the comparison in an error of its own, and the same twice is no change. */
export const contracts: FuzzTarget = {
  refusals: ['CONTRACT_TOO_LARGE', 'CONTRACT_TOO_DEEP'],
  open: () => ({
    async attempt(chance) {
      const [base, head] = [textsOf(chance), textsOf(chance)];
      const found = await compare(base, head);
      must(
        found.every(({ path }) => path in base || path in head),
        'a finding in a file that is not there',
        found,
      );
      must((await compare(base, base)).length === 0, 'a difference between a thing and itself', base);
      return found.length === 0 ? 'nothing' : 'findings';
    },
  }),
};

function textsOf(chance: Chance): Texts {
  const text = (original: string) => (chance.oneIn(2) ? original : mutateText(original, chance, [SDL, SQL, SOURCE, YAML, PROTO]));
  const json = (original: unknown) =>
    chance.oneIn(8) ? text(JSON.stringify(original)) : JSON.stringify(chance.oneIn(2) ? original : mutateJson(original, chance));
  return {
    'api.json': json(API),
    'a.schema.json': json(SCHEMA),
    'api.yaml': text(YAML),
    'a.graphql': text(SDL),
    'a.proto': text(PROTO),
    'migrations/1.sql': '',
    ...(chance.oneIn(2) ? { [`migrations/${chance.integer(2, 9)}.sql`]: text(SQL) } : {}),
    'package.json': json(MANIFEST),
    'a.ts': text(SOURCE),
    'b.ts': text(SOURCE),
  };
}

async function compare(base: Texts, head: Texts) {
  const files = [...new Set([...Object.keys(base), ...Object.keys(head)])].map((path): Change['files'][number] => {
    const status = !(path in head) ? 'deleted' : path in base ? 'modified' : 'added';
    return { path, status, oldMode: '100644', newMode: '100644', binary: false, added: [], removed: [] };
  });
  const trees = {
    change: { base: '', baseTree: '', tree: '', files },
    base: treeOf(base),
    head: treeOf(head),
    isPublished: () => true,
    inScope: () => undefined,
    examined: () => undefined,
  };
  return [
    ...(await httpApiSightings({ ...trees, today: '2026-01-01' })),
    ...(await jsonSchemaSightings({ ...trees, received: [] })),
    ...(await graphqlSightings(trees)),
    ...(await protobufSightings(trees)),
    ...(await exportSightings(trees)),
    ...(await migrationSightings(trees)),
  ];
}

function treeOf(texts: Texts): Tree {
  return {
    id: '',
    paths: Object.keys(texts),
    has: (path) => Object.hasOwn(texts, path),
    entry: (path) => (Object.hasOwn(texts, path) ? { mode: '100644', objectId: path } : undefined),
    read: async (path) => texts[path] ?? null,
  };
}
