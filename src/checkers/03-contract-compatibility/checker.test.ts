import { type Case, testChecker } from '../test-checker.ts';

const API = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1.4.0' },
  paths: {
    '/pets': {
      get: {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { '200': { description: 'all', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pets' } } } } },
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: { '201': { description: 'made' } },
      },
    },
    '/pets/{id}': {
      delete: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { '204': { description: 'gone' } },
      },
    },
  },
  components: {
    schemas: {
      Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
      Pet: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: { type: 'string' } } },
    },
  },
};

type Writable<T> = { -readonly [K in keyof T]: Writable<T[K]> };
const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const BASE = { 'api/openapi.json': text(API) };

/** The API with something changed in it. */
function changed(change: (api: Writable<typeof API>) => void, version = '1.4.0') {
  const api: Writable<typeof API> = structuredClone(API);
  change(api);
  api.info.version = version;
  return { 'api/openapi.json': text(api) };
}

const lineOf = (file: string, what: string) => file.split('\n').findIndex((line) => line.includes(what)) + 1;

const OPERATION_GONE = changed((api) => Reflect.deleteProperty(api.paths, '/pets/{id}'), '2.0.0');
const NAME_REQUIRED = changed((api) => api.components.schemas.Pet.required.push('name'), '2.0.0');
const UNRAISED = changed((api) => Reflect.deleteProperty(api.paths['/pets'], 'post'));

const PARTS = {
  'api.yaml': [
    'openapi: 3.1.0',
    'info: { title: Parts, version: 0.3.0 }',
    'paths:',
    '  /a:',
    '    get:',
    '      responses:',
    "        '200': { description: a, content: { application/json: { schema: { $ref: parts/a.yaml } } } }",
    '',
  ].join('\n'),
  'parts/a.yaml': 'type: object\nrequired: [id]\nproperties:\n  id: { type: string }\n',
};

const clean: readonly Case[] = [
  {
    name: 'a new operation and a new property',
    base: BASE,
    head: changed((api) => Object.assign(api.components.schemas.Pet.properties, { age: { type: 'integer' } })),
  },
  {
    name: 'a path parameter with another name',
    base: BASE,
    head: { 'api/openapi.json': text(API).replaceAll('{id}', '{pet}').replace('"name": "id"', '"name": "pet"') },
  },
  { name: 'another file', base: BASE, head: { 'a.json': '{}\n', 'b.yaml': 'a: 1\n' } },
  {
    name: 'a definition in the fixtures of the tests',
    base: { 'test/fixtures/a.json': text(API) },
    head: { 'test/fixtures/a.json': '{}\n' },
  },
  {
    name: 'a definition that moved',
    base: BASE,
    head: { 'api/openapi.json': null, 'docs/pets.json': text({ ...API, info: { ...API.info, description: 'elsewhere' } }) },
  },
  {
    name: 'an optional parameter is gone, which only may break',
    base: BASE,
    head: changed((api) => api.paths['/pets'].get.parameters.pop()),
    expect: { findings: [{ rule: 'api-break', path: 'api/openapi.json', line: lineOf(BASE['api/openapi.json'], '"parameters"') }] },
  },
  { name: 'what nobody could read at base', base: { 'a.yaml': 'openapi: 3.0.0\n\tx' }, head: { 'a.yaml': 'openapi: 3.0.0\n\ty' } },
];

const flagged: readonly Case[] = [
  {
    name: 'a GraphQL schema and a migration',
    base: { 'schema.graphql': 'type Query {\n  a: Int\n  b: Int\n}\n', 'db/migrations/1.sql': 'CREATE TABLE a (b int);\n' },
    head: {
      'schema.graphql': 'type Query {\n  a: Int\n}\n',
      'db/migrations/2.sql': '-- +goose Up\nALTER TABLE a DROP COLUMN b;\n-- +goose Down\nDROP TABLE a;\n',
      'db/migrations/2.down.sql': 'DROP TABLE a;\n',
    },
    expect: {
      findings: [
        { rule: 'migration-break', path: 'db/migrations/2.sql', line: 2 },
        { rule: 'graphql-break', path: 'schema.graphql', line: 1 },
      ],
    },
  },
  {
    name: 'a name that a published package exported',
    base: {
      'package.json': '{ "name": "lib", "version": "1.0.0", "exports": "./lib.ts" }',
      'lib.ts': 'export const a = 1;\nexport const b = 2;\n',
    },
    head: { 'lib.ts': 'export const a = 1;\n' },
    expect: { findings: [{ rule: 'export-break', path: 'lib.ts' }] },
  },
  {
    name: 'an operation is gone',
    base: BASE,
    head: OPERATION_GONE,
    expect: { findings: [{ rule: 'api-break', path: 'api/openapi.json', line: lineOf(OPERATION_GONE['api/openapi.json'], '"paths"') }] },
  },
  {
    name: 'what is sent got a required property; what is received did not suffer',
    base: BASE,
    head: NAME_REQUIRED,
    expect: { findings: [{ rule: 'api-break', path: 'api/openapi.json', line: lineOf(NAME_REQUIRED['api/openapi.json'], '"name": {') }] },
  },
  {
    name: 'the version does not say so',
    base: BASE,
    head: UNRAISED,
    expect: {
      findings: [
        { rule: 'version-not-raised', path: 'api/openapi.json' },
        { rule: 'api-break', path: 'api/openapi.json', line: lineOf(UNRAISED['api/openapi.json'], '"paths"') },
      ],
    },
  },
  {
    name: 'a file that the definition refers to',
    base: PARTS,
    head: {
      'parts/a.yaml': 'type: object\nproperties:\n  id: { type: string }\n',
      'api.yaml': PARTS['api.yaml'].replace('0.3.0', '0.4.0'),
    },
    expect: { findings: [{ rule: 'api-break', path: 'parts/a.yaml', line: 3 }] },
  },
  {
    name: 'a file that a definition refers to which did not change itself',
    base: PARTS,
    head: { 'parts/a.yaml': 'type: object\nrequired: [id]\nproperties:\n  id: { type: integer }\n' },
    expect: {
      findings: [
        { rule: 'version-not-raised', path: 'api.yaml' },
        { rule: 'api-break', path: 'parts/a.yaml', line: 4 },
      ],
    },
  },
  {
    name: 'the definition is gone',
    base: BASE,
    head: { 'api/openapi.json': null },
    expect: { findings: [{ rule: 'api-break', path: 'api/openapi.json' }] },
  },
  {
    name: 'a definition nobody can read any more',
    base: BASE,
    head: { 'api/openapi.json': '{ "openapi": "3.0.0"' },
    expect: { findings: [{ rule: 'contract-unreadable', path: 'api/openapi.json' }] },
  },
  {
    name: 'a definition that is none any more',
    base: BASE,
    head: { 'api/openapi.json': '{}\n' },
    expect: { findings: [{ rule: 'contract-unreadable', path: 'api/openapi.json' }] },
  },
  {
    name: 'a base path',
    base: { 'swagger.yaml': 'swagger: "2.0"\ninfo: { title: Old, version: "1" }\nbasePath: /v1\npaths: {}\n' },
    head: { 'swagger.yaml': 'swagger: "2.0"\ninfo: { title: Old, version: "2" }\nbasePath: /v2\npaths: {}\n' },
    expect: { findings: [{ rule: 'api-break', path: 'swagger.yaml', line: 3 }] },
  },
];

testChecker(import.meta.url, { clean, flagged });
