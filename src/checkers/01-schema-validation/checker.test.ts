import { apiText as api } from '../../../test/rig/api-text.ts';
import { type Case, testChecker } from '../test-checker.ts';

const SCHEMA = 'https://json-schema.org/draft/2020-12/schema';

const PET = '{ $ref: "schemas/pet.yaml#/Pet" }';
const PARAMETER = (name: string) => `        { name: ${name}, in: query, schema: {} }`;
const QUERY = 'type Query { pet: Pet }\n';

const one = (rule: string, path: string, line?: number) => ({ findings: [{ rule, path, ...(line === undefined ? {} : { line }) }] });

const clean: readonly Case[] = [
  { name: 'an API of 3.0', base: {}, head: { 'openapi.yaml': api() } },
  { name: 'an API of 3.1', base: {}, head: { 'openapi.yaml': api({ version: '3.1.0', schema: '{ type: [string, "null"], const: a }' }) } },
  {
    name: 'an API of 2.0',
    base: {},
    head: {
      'api.json': '{"swagger":"2.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":""}}}}}}',
    },
  },
  {
    name: 'a reference into another file',
    base: {},
    head: { 'openapi.yaml': api({ schema: PET }), 'schemas/pet.yaml': 'Pet: { type: object }\n' },
  },
  {
    name: 'what is not a reference',
    base: {},
    head: { 'openapi.yaml': api({ schema: '{ type: object, example: { $ref: "#/nowhere" }, properties: { $ref: { type: string } } }' }) },
  },
  {
    name: 'a definition of 2.0 that is referred to by its bare name',
    base: {},
    head: {
      'api.json': '{"swagger":"2.0","info":{"title":"a","version":"1"},"paths":{},"definitions":{"Pet":{},"Dog":{"$ref":"Pet"}}}',
    },
  },
  {
    name: 'a reference to another host, an anchor, a file that is no data',
    base: {},
    head: {
      'openapi.yaml': api({ version: '3.1.0', rest: '    A: { $ref: "https://example.com/a.json" }\n    B: { $ref: "a.raml" }\n' }),
      'a.raml': '',
    },
  },
  {
    name: 'what was wrong before',
    base: { 'openapi.yaml': api({ schema: '{ type: text }' }) },
    head: { 'openapi.yaml': api({ schema: '{ type: text }', rest: '    Cat: { type: object }\n' }) },
    expect: { findings: [{ rule: 'schema-violation', path: 'openapi.yaml', line: 12, state: 'unchanged' }] },
  },
  {
    name: 'an example that is as its schema has it; what is only read is not asked for',
    base: {},
    head: {
      'openapi.yaml': api({
        schema:
          '{ type: object, required: [id, name], properties: { id: { type: integer, readOnly: true }, name: { type: string, nullable: true, default: null } }, example: { name: null } }',
      }),
    },
  },
  {
    name: 'settings with comments, several documents, templates, lines of JSON in no definition',
    base: {},
    head: {
      'tsconfig.json': '{\n  // strict\n  "strict": true,\n}\n',
      'k8s.yaml': 'a: 1\n---\nb: !Ref c\n',
      'charts/a/templates/b.yaml': '{{- if .Values.a }}\na: {{ .b }}\n{{- end }}\n',
      'ci.yml': 'run: ${{ matrix.a }}\n',
      'a.json': '{"a": {{ a | tojson }}, "b": ${PORT}}',
      'a.toml': 'a = 1\n[b]\nc = 1979-05-27\n',
    },
  },
  {
    name: 'JSON Schemas of two drafts that refer to each other',
    base: {},
    head: {
      'a.json': `{"$schema":"${SCHEMA}","$ref":"b.json#/$defs/b"}`,
      'b.json': '{"$schema":"http://json-schema.org/draft-07/schema#","$defs":{"b":{"type":"string","default":"x"}}}',
    },
  },
  {
    name: 'a dialect that is not known is said',
    base: {},
    head: { 'a.json': '{"$schema":"https://json-schema.org/draft/next/schema","type":"string"}' },
    expect: { findings: [{ rule: 'unknown-schema', path: 'a.json' }] },
  },
  {
    name: 'a schema on another host is said',
    base: {},
    head: { 'biome.json': '{"$schema":"https://biomejs.dev/schemas/2.0.0/schema.json"}' },
    expect: { findings: [{ rule: 'unknown-schema', path: 'biome.json', line: 1 }] },
  },
  {
    name: 'settings whose schema is not there are a warning',
    base: {},
    head: { 'a.json': '{"$schema":"./a.schema.json"}' },
    expect: one('broken-reference', 'a.json', 1),
  },
  {
    name: 'settings that are as the schema beside them has it',
    base: {},
    head: {
      'a.json': '{"$schema":"./a.schema.json","port":1}',
      'a.schema.json': `{"$schema":"${SCHEMA}","properties":{"port":{"type":"integer"}}}`,
    },
  },
  {
    name: 'a GraphQL schema, and queries',
    base: {},
    head: { 'a.graphql': `${QUERY}type Pet { name: String }\n`, 'q.gql': 'query { pet { name } }' },
  },
  {
    name: 'a GraphQL schema in two files, with directives of a server',
    base: {},
    head: { 'a.graphql': QUERY, 'b.graphqls': 'type Pet @key(fields: "name") { name: String, at: AWSDateTime }\n' },
  },
  { name: 'additions to a GraphQL schema that is elsewhere', base: {}, head: { 'a.graphql': 'extend type Pet { owner: Person }\n' } },
  {
    name: 'a thousand brackets in a text; a schema that the first document of a stream names',
    base: {},
    head: {
      'log.yaml': `a: "${'\\e[31m x '.repeat(1100)}"\n`,
      'stream.yaml': '# yaml-language-server: $schema=./port.json\nport: 1\n---\nport: x\n',
      'port.json': `{"$schema":"${SCHEMA}","properties":{"port":{"type":"integer"}}}`,
    },
  },
  {
    name: 'what is broken on purpose is a warning',
    base: {},
    head: { 'test/fixtures/openapi.yaml': api({ schema: '{ $ref: "#/nowhere" }' }) },
    expect: { findings: [{ rule: 'broken-reference', path: 'test/fixtures/openapi.yaml', line: 12 }] },
  },
  { name: 'what the options leave out', base: {}, head: { 'data/a.json': '{' }, options: { ignore: ['data/**'] } },
  { name: 'no definition in the change', base: { 'openapi.yaml': 'a: [' }, head: { 'a.py': 'x = 1\n' } },
  {
    name: 'no definition at all',
    base: { 'a.py': '' },
    head: { 'a.py': 'x = 1\n' },
    expect: { verdict: 'not-applicable', reason: /no JSON, YAML/ },
  },
];

const flagged: readonly Case[] = [
  { name: 'JSON that does not parse', base: {}, head: { 'a.json': '{\n  "a": 1\n  "b": 2\n}' }, expect: one('unreadable', 'a.json', 3) },
  { name: 'YAML that does not parse', base: {}, head: { 'a.yml': 'a:\n  - b\n c: 1\n' }, expect: one('unreadable', 'a.yml', 3) },
  {
    name: 'a translation that does not parse is no template',
    base: {},
    head: { 'de.json': '{\n  "a": "{{name}} [[b]] ${c}"\n  "b": "{% d %}"\n}' },
    expect: one('unreadable', 'de.json', 3),
  },
  {
    name: 'a workflow that does not parse is no template',
    base: {},
    head: { 'ci.yml': "run: ${{ matrix.a }}\nb: '{{ c }}'\n  d: ${e}\n" },
    expect: one('unreadable', 'ci.yml', 3),
  },
  {
    name: 'an API that does not say any more what it is',
    base: { 'openapi.yaml': api() },
    head: { 'openapi.yaml': api().replace('openapi:', 'opnapi:') },
    expect: one('schema-violation', 'openapi.yaml'),
  },
  {
    name: 'an API below a folder that is called spec',
    base: {},
    head: { 'spec/openapi.yaml': api({ schema: '{ type: text }' }) },
    expect: one('schema-violation', 'spec/openapi.yaml', 12),
  },
  { name: 'TOML that does not parse', base: {}, head: { 'a.toml': 'a = 1\nb = \n' }, expect: one('unreadable', 'a.toml', 2) },
  { name: 'GraphQL that does not parse', base: {}, head: { 'a.gql': 'type A {\n  b: \n}\n' }, expect: one('unreadable', 'a.gql', 3) },
  {
    name: 'protobuf that does not parse',
    base: {},
    head: { 'a.proto': 'syntax = "proto3";\nmessage A {\n  int32 a = 1\n}\n' },
    expect: one('unreadable', 'a.proto', 4),
  },
  {
    name: 'a definition with a key twice',
    base: {},
    head: { 'openapi.yaml': api({ rest: '    Pet: { type: string }\n' }) },
    expect: one('duplicate-key', 'openapi.yaml', 16),
  },
  {
    name: 'an operation without responses',
    base: {},
    head: { 'openapi.yaml': api({ rest: '    Cat: { typ: object }\n' }) },
    expect: one('schema-violation', 'openapi.yaml', 16),
  },
  {
    name: 'a schema of 3.1 that is none',
    base: {},
    head: { 'openapi.yaml': api({ version: '3.1.0', schema: '{ type: text }' }) },
    expect: one('schema-violation', 'openapi.yaml', 12),
  },
  {
    name: 'an AsyncAPI document without channels',
    base: {},
    head: { 'a.yaml': "asyncapi: 2.6.0\ninfo: { title: a, version: '1' }\n" },
    expect: one('schema-violation', 'a.yaml', 1),
  },
  {
    name: 'a JSON Schema that its meta-schema refuses',
    base: {},
    head: { 'a.json': `{\n"$schema": "${SCHEMA}",\n"properties": {"a": {"minLength": -1}}}` },
    expect: one('schema-violation', 'a.json', 3),
  },
  {
    name: 'settings that their schema refuses',
    base: { 'a.schema.json': `{"$schema":"${SCHEMA}","properties":{"port":{"type":"integer"}}}` },
    head: {
      'a.yaml': '# yaml-language-server: $schema=./a.schema.json\nport: http\n',
      'b.yaml': '\n---\n# yaml-language-server: $schema=./a.schema.json\nport: http\n',
      'c.json': '{"$schema":"http://swagger.io/v2/schema.json",\n"x":1}',
    },
    expect: {
      findings: [
        { rule: 'schema-violation', path: 'a.yaml', line: 2 },
        { rule: 'schema-violation', path: 'b.yaml', line: 4 },
        ...[1, 1, 1, 1, 2].map((line) => ({ rule: 'schema-violation', path: 'c.json', line })),
      ],
    },
  },
  {
    name: 'a reference to nothing in the same file',
    base: {},
    head: { 'openapi.yaml': api({ schema: '{ $ref: "#/components/schemas/Dog" }' }) },
    expect: one('broken-reference', 'openapi.yaml', 12),
  },
  {
    name: 'a file that another one refers to is renamed',
    base: { 'openapi.yaml': api({ schema: PET }), 'schemas/pet.yaml': 'Pet: { type: object }\n' },
    head: { 'schemas/pet.yaml': null, 'schemas/dog.yaml': 'Pet: { type: object }\n' },
    expect: one('broken-reference', 'openapi.yaml', 12),
  },
  {
    name: 'a definition is taken from a file that another one refers to through a third',
    base: {
      'openapi.yaml': api({ schema: PET }),
      'schemas/pet.yaml': 'Pet: { type: object, properties: { owner: { $ref: "owner.json#/Owner" } } }\n',
      'schemas/owner.json': '{"Owner": {}}',
    },
    head: { 'schemas/owner.json': '{"Person": {}}' },
    expect: one('broken-reference', 'schemas/pet.yaml', 1),
  },
  {
    name: 'a JSON Schema that refers to nothing',
    base: {},
    head: { 'a.json': `{"$schema":"${SCHEMA}","$id":"https://example.com/a","properties":{\n"b":{"$ref":"#/$defs/b"}}}` },
    expect: one('broken-reference', 'a.json', 2),
  },
  { name: 'a type that is defined nowhere', base: {}, head: { 'a.graphql': QUERY }, expect: one('broken-reference', 'a.graphql', 1) },
  {
    name: 'a type is taken away that another file names',
    base: { 'a.graphql': QUERY, 'b.graphql': 'type Pet { name: String }\n' },
    head: { 'b.graphql': 'type Dog { name: String }\n' },
    expect: one('broken-reference', 'a.graphql', 1),
  },
  {
    name: 'a GraphQL schema with a field twice',
    base: {},
    head: { 'a.graphql': 'type Query {\n  a: Int\n  a: Int\n}\n' },
    expect: one('schema-violation', 'a.graphql', 3),
  },
  {
    name: 'a GraphQL type without a field of its interface',
    base: {},
    head: { 'a.graphql': 'type Query { a: A }\ninterface N { id: ID }\ntype A implements N { b: Int }\n' },
    expect: one('schema-violation', 'a.graphql', 3),
  },
  {
    name: 'an example that its schema refuses',
    base: {},
    head: { 'openapi.yaml': api({ schema: '{ type: object, properties: { a: { type: integer } }, example: { a: x } }' }) },
    expect: one('example-mismatch', 'openapi.yaml', 12),
  },
  {
    name: 'an example and a default of 2.0',
    base: {},
    head: {
      'deploy/canary/api.json':
        '{"swagger":"2.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{\n"parameters":[{"name":"q","in":"query","type":"integer","default":"x"}],"responses":{"200":{"description":"",\n"schema":{"type":"object","properties":{"a":{"type":"integer"}}},"examples":{"application/json":{"a":"x"}}}}}}}}',
    },
    expect: { findings: [2, 3].map((line) => ({ rule: 'example-mismatch', path: 'deploy/canary/api.json', line })) },
  },
  {
    name: 'a default of a JSON Schema that it refuses itself',
    base: {},
    head: { 'a.json': `{"$schema":"${SCHEMA}","properties":{\n"a":{"enum":["x","y"],"default":"z"}}}` },
    expect: one('example-mismatch', 'a.json', 2),
  },
  {
    name: 'a security scheme that is not defined',
    base: {},
    head: { 'openapi.yaml': api({ operation: 'security: [{ key: [] }]' }) },
    expect: one('inconsistent-definition', 'openapi.yaml', 6),
  },
  {
    name: 'a parameter of the path that is not declared',
    base: {},
    head: { 'openapi.yaml': api().replace('/pets:', '/pets/{id}:') },
    expect: one('inconsistent-definition', 'openapi.yaml', 5),
  },
  {
    name: 'a parameter that stands twice in its list',
    base: {},
    head: {
      'openapi.yaml': api({ version: '3.1.0', operation: `parameters: [${PARAMETER('a')},\n${PARAMETER('b')},\n${PARAMETER('a')}]` }),
    },
    expect: one('inconsistent-definition', 'openapi.yaml', 8),
  },
];

testChecker(import.meta.url, { clean, flagged });
