import { apiText as api } from '../../../test/rig/api-text.ts';
import { type Case, testChecker } from '../test-checker.ts';

const SCHEMA = 'https://json-schema.org/draft/2020-12/schema';
/** Sixty schemas that are wrong, each in its own way. */
const WRONG = Array.from({ length: 60 }, (_, index) => `    S${index}: { type: text${index} }\n`).join('');
const WRONG_EXAMPLES = Array.from({ length: 60 }, (_, index) => `    S${index}: { type: integer, default: x${index} }\n`).join('');
/** Two hundred whose examples cannot be judged: their patterns are not of JavaScript. */
const FOREIGN = Array.from({ length: 201 }, (_, index) => `    F${index}: { type: string, pattern: '(?i)a', default: x${index} }\n`).join(
  '',
);
const old = (rule: string, path: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ rule, path, line: 16 + index, state: 'unchanged' as const }));

/** What once was taken for a fault. */
const clean: readonly Case[] = [
  {
    name: 'what other makers have added to OpenAPI, and what 3.1 asks for one way only',
    base: {},
    head: {
      'nullable.json':
        '{"swagger":"2.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"","schema":{"type":"object","properties":{"value":{"type":"object"}}},"examples":{"application/json":{"value":{}}}}}}}},"definitions":{"A":{"type":"object","properties":{"n":{"type":"string","x-nullable":true}},"example":{"n":null}}}}',
      'read-only.yaml': api({
        version: '3.1.0',
        schema: '{ type: object, required: [id], properties: { id: { type: integer, readOnly: true } }, example: {} }',
      }),
      'extension.yaml': 'openapi: 3.0.3\ninfo: { title: a, version: "1" }\npaths: { x-a: { $ref: "./nope.yaml" } }\n',
    },
  },
];

/** What once went by unseen. */
const flagged: readonly Case[] = [
  {
    name: 'APIs that nothing would be held against any more',
    base: { 'a.yaml': api(), 'b.yaml': api(), 'c.yaml': api(), 'd.yaml': api() },
    head: {
      'a.yaml': `${api()}\n x: Use {{ name }} here\n  - b: [\n`,
      'b.yaml': '# nothing\n',
      'c.yaml': `${api().replace('openapi:', 'opnapi:')}---\na: 1\n`,
      'd.yaml': api({ version: '3.7.0', schema: '{ type: text }' }),
      'e.yaml': `---\n${api()}${'  # a line that nobody reads, in a file that is too long for that\n'.repeat(31_000)}`,
      'f.yaml': api({ version: 'v3.0.0' }),
    },
    expect: {
      findings: [
        { rule: 'schema-violation', path: 'a.yaml' },
        { rule: 'schema-violation', path: 'b.yaml' },
        { rule: 'schema-violation', path: 'c.yaml' },
        { rule: 'schema-violation', path: 'd.yaml' },
        { rule: 'unknown-schema', path: 'd.yaml' },
        { rule: 'unreadable', path: 'e.yaml' },
        { rule: 'schema-violation', path: 'f.yaml' },
      ],
    },
  },
  {
    name: 'a fault after many that were there, or that could not be judged',
    base: { 'a.yaml': api({ rest: WRONG }), 'b.yaml': api({ rest: WRONG_EXAMPLES }) },
    head: {
      'a.yaml': api({ rest: `${WRONG}    Z: { type: newtext }\n` }),
      'b.yaml': api({ rest: `${WRONG_EXAMPLES}    Z: { type: integer, default: newtext }\n` }),
      'c.yaml': api({ rest: `${FOREIGN}    Z: { type: integer, default: newtext }\n` }),
    },
    expect: {
      findings: [
        ...old('schema-violation', 'a.yaml', 60),
        { rule: 'schema-violation', path: 'a.yaml', line: 76 },
        ...old('example-mismatch', 'b.yaml', 60),
        { rule: 'example-mismatch', path: 'b.yaml', line: 76 },
        { rule: 'example-mismatch', path: 'c.yaml', line: 217 },
      ],
    },
  },
  {
    name: 'files that an API refers to are taken away, whatever they are called',
    base: {
      'openapi.yaml': api({
        rest: '    A: { $ref: "schemas/project.yaml" }\n    B: { $ref: ".api/pet.yaml" }\n    C: { $ref: "schemas/my pet.yaml" }\n    D: { $ref: "schemas/%7Bpet%7D.yaml" }\n',
      }),
      'schemas/project.yaml': 'type: object\n',
      '.api/pet.yaml': 'type: object\n',
      'schemas/my pet.yaml': 'type: object\n',
      'schemas/{pet}.yaml': 'type: object\n',
    },
    head: { 'schemas/project.yaml': null, '.api/pet.yaml': null, 'schemas/my pet.yaml': null, 'schemas/{pet}.yaml': null },
    expect: { findings: [16, 17, 18, 19].map((line) => ({ rule: 'broken-reference', path: 'openapi.yaml', line })) },
  },
  {
    name: 'references of APIs, however they are written',
    base: {},
    head: {
      'a.yaml': api({ schema: '{ $ref: "#components/schemas/Pet" }' }),
      'b.yaml': api({ operation: 'parameters: [{ $ref: "#/%" }]' }),
      'c.yaml': 'openapi: 3.0.3\ninfo: { title: a, version: "1" }\npaths: {}\ncomponents: { schemas: { $ref: "./nope.yaml" } }\n',
      'd.yaml': api({ schema: '{ $ref: "common.yaml#/A" }' }),
      'e.yaml': api({ schema: '{ $ref: "common.yaml#/A" }' }),
      'common.yaml': 'A: { $ref: "#/Nope" }\n',
    },
    expect: {
      findings: [
        { rule: 'broken-reference', path: 'a.yaml', line: 12 },
        { rule: 'broken-reference', path: 'b.yaml', line: 6 },
        { rule: 'broken-reference', path: 'c.yaml', line: 4 },
        { rule: 'broken-reference', path: 'common.yaml', line: 1 },
      ],
    },
  },
  {
    name: 'references of JSON Schemas, however they are written',
    base: {},
    head: {
      'a.json': '{"$schema":"http://json-schema.org/draft-07/hyper-schema#","properties":{"a":{"$ref":"#/definitions/x"}}}',
      'b.json': `{"$schema":"${SCHEMA}","properties":{\n"a":{"$ref":"x@1.json#/nope"},\n"b":{"$ref":"my%20x.json#/nope"},\n"c":{"$ref":"%zz.json"}}}`,
      'c.json': `{"$schema":"${SCHEMA}","$ref":"fragment.json"}`,
      'd.json': `{"$schema":"${SCHEMA}","$id":"https://example.com/d.json","$ref":"gone.json"}`,
      'fragment.json': '{"$ref":"gone.json"}',
      'x@1.json': '{}',
      'my x.json': '{}',
    },
    expect: {
      findings: [
        { rule: 'broken-reference', path: 'a.json', line: 1 },
        { rule: 'broken-reference', path: 'b.json', line: 2 },
        { rule: 'broken-reference', path: 'b.json', line: 3 },
        { rule: 'broken-reference', path: 'b.json', line: 4 },
        { rule: 'broken-reference', path: 'd.json', line: 1 },
        { rule: 'broken-reference', path: 'fragment.json', line: 1 },
      ],
    },
  },
];

testChecker(import.meta.url, { clean, flagged });
