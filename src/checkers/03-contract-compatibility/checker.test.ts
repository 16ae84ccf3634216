import { type Case, testChecker } from '../test-checker.ts';
import { API, BASE, changed, text } from './fixtures/pets-api.ts';

const lineOf = (file: string, what: string) => file.split('\n').findIndex((line) => line.includes(what)) + 1;

const UNRAISED = changed((api) => Reflect.deleteProperty(api.paths['/pets'], 'post'));

const clean: readonly Case[] = [
  {
    name: 'a new operation and a new property',
    base: BASE,
    head: changed((api) => Object.assign(api.components.schemas.Pet.properties, { age: { type: 'integer' } })),
  },
  {
    name: 'a definition in the fixtures of the tests',
    base: { 'test/fixtures/a.json': text(API) },
    head: { 'test/fixtures/a.json': '{}\n' },
  },
  {
    name: 'an optional parameter is gone, which only may break',
    base: BASE,
    head: changed((api) => api.paths['/pets'].get.parameters.pop()),
    expect: { findings: [{ rule: 'api-break', path: 'api/openapi.json', line: lineOf(BASE['api/openapi.json'], '"parameters"') }] },
  },
];

const flagged: readonly Case[] = [
  {
    name: 'a JSON Schema that others write documents for',
    base: {
      'config.schema.json':
        '{\n  "$schema": "http://json-schema.org/draft-07/schema#",\n  "$id": "https://example.com/config",\n  "type": "object"\n}\n',
    },
    head: {
      'config.schema.json':
        '{\n  "$schema": "http://json-schema.org/draft-07/schema#",\n  "$id": "https://example.com/config",\n  "type": "array"\n}\n',
    },
    expect: { findings: [{ rule: 'schema-break', path: 'config.schema.json', line: 4 }] },
  },
  {
    name: 'a GraphQL schema, definitions of protobuf and a migration',
    base: {
      'pets.proto': 'package pets.v1;\nmessage Pet {\n  optional int32 age = 1;\n}\n',
      'schema.graphql': 'type Query {\n  a: Int\n  b: Int\n}\n',
      'db/migrations/1.sql': 'CREATE TABLE a (b int);\n',
    },
    head: {
      'pets.proto': 'package pets.v1;\nmessage Pet {\n  optional string age = 1;\n}\n',
      'schema.graphql': 'type Query {\n  a: Int\n}\n',
      'db/migrations/2.sql': '-- +goose Up\nALTER TABLE a DROP COLUMN b;\n-- +goose Down\nDROP TABLE a;\n',
      'db/migrations/2.down.sql': 'DROP TABLE a;\n',
    },
    expect: {
      findings: [
        { rule: 'migration-break', path: 'db/migrations/2.sql', line: 2 },
        { rule: 'protobuf-break', path: 'pets.proto', line: 3 },
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
    expect: { findings: [{ rule: 'export-break', path: 'lib.ts', line: 1 }] },
  },
  {
    name: 'the version does not say so',
    base: BASE,
    head: UNRAISED,
    expect: {
      findings: [
        { rule: 'version-not-raised', path: 'api/openapi.json', line: lineOf(UNRAISED['api/openapi.json'], '"version"') },
        // Where the operation stood.
        { rule: 'api-break', path: 'api/openapi.json', line: lineOf(UNRAISED['api/openapi.json'], '"/pets/{id}"') - 2 },
      ],
    },
  },
  {
    name: 'a definition nobody can read any more',
    base: BASE,
    head: { 'api/openapi.json': '{ "openapi": "3.0.0"' },
    expect: { findings: [{ rule: 'contract-unreadable', path: 'api/openapi.json', line: 1 }] },
  },
];

testChecker(import.meta.url, { clean, flagged });
