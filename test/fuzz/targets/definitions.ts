import { definitionKindOf } from '../../../src/definitions/definition-kind.ts';
import { rangeOf } from '../../../src/definitions/data-document.ts';
import type { Json } from '../../../src/definitions/json-value.ts';
import { offlineByUri } from '../../../src/definitions/offline-schemas.ts';
import { type DataFormat, readData } from '../../../src/definitions/read-data.ts';
import { readGraphql } from '../../../src/definitions/read-graphql.ts';
import { DIALECTS } from '../../../src/definitions/schema/dialect.ts';
import { evaluate } from '../../../src/definitions/schema/evaluate.ts';
import { Unjudged } from '../../../src/definitions/schema/frame.ts';
import { matchesPattern } from '../../../src/definitions/schema/matches-pattern.ts';
import { createSchemaSet } from '../../../src/definitions/schema/schema-set.ts';
import { judgeFile } from '../../../src/checkers/01-schema-validation/judge-file.ts';
import { treeDocuments } from '../../../src/definitions/tree-documents.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const API = {
  openapi: '3.0.3',
  info: { title: 'a', version: '1' },
  paths: {
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } }],
      get: {
        operationId: 'a',
        security: [{ key: [] }],
        responses: { 200: { description: 'a', content: { 'application/json': { schema: { $ref: 'b.json#/B' }, example: { a: 1 } } } } },
      },
    },
  },
  components: {
    schemas: { Id: { type: 'string', pattern: '^[a-z]+$', example: 'a' } },
    securitySchemes: { key: { type: 'http', scheme: 'basic' } },
  },
};
const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://example.com/a',
  $defs: {
    a: { $dynamicAnchor: 'a', type: ['string', 'null'], minLength: 1 },
    b: { $id: 'b', $ref: '#c', $defs: { c: { $anchor: 'c', enum: [1] } } },
  },
  properties: { a: { $ref: '#/$defs/a', default: 'x' }, b: { $dynamicRef: '#a' }, c: { contains: { const: 1 }, unevaluatedItems: false } },
  patternProperties: { '^x-': { multipleOf: 0.1 } },
  additionalProperties: false,
};
const TEXTS: Readonly<Record<DataFormat, readonly string[]>> = {
  json: [JSON.stringify(API, null, 2), JSON.stringify(SCHEMA)],
  jsonc: ['// a\n{ "a": [1, 2,], /* b */ "b": "\\u00e9" }\n'],
  yaml: [
    'a: &a\n  b: [1, {c: d}]\ne:\n  <<: *a\n  f: |\n    text\n---\n? [x]\n: !t "y"\n',
    `openapi: 3.1.0\ninfo: &i {title: a, version: "1"}\npaths: {}\nx-a: [*i, *i]\n`,
  ],
  toml: ['a = 1\n[b.c]\nd = [1979-05-27T07:32:00Z, "x"]\n[[e]]\nf = """\ng"""\n'],
};
const GRAPHQL = [
  'type Query { a(b: [Int!] = [1]): A @deprecated }\ninterface N { id: ID! }\ntype A implements N { id: ID! }\nquery Q { a { ...F } }\nfragment F on A { id }\n',
];

/** A definition that somebody wrote is read and judged within bounds, and a place that is named is in its text. */
export const definitions: FuzzTarget = {
  refusals: [],
  open: () => ({
    async attempt(chance) {
      const kind = chance.integer(0, 3);
      if (kind === 0) return text(chance);
      if (kind === 1) return judged(chance);
      return kind === 2 ? evaluated(chance) : graphql(chance);
    },
  }),
};

function text(chance: Chance): string {
  const format = chance.oneOf(Object.keys(TEXTS) as DataFormat[]);
  const input = mutateText(chance.oneOf(TEXTS[format]), chance, TEXTS[format]);
  const { documents, problems } = readData(input, format);
  for (const problem of problems) {
    const { startLine } = rangeOf(input, problem);
    must(startLine <= input.split('\n').length, 'a place outside the text', problem);
  }
  for (const document of documents) must(document.spotOf(['a', '0', 'x']).value.start <= input.length, 'a value outside the text');
  if (format === 'json' && problems.length > 0) must(!parses(input), 'JSON that is refused');
  return problems.length > 0
    ? `${format} that does not parse`
    : `${format} ${definitionKindOf(documents[0]?.value ?? null)?.kind ?? 'data'}`;
}

function parses(input: string): boolean {
  try {
    JSON.parse(input);
    // Nested more than anybody writes.
    return !/[[{]{200}/.test(input.replace(/[^[{]/g, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

async function judged(chance: Chance): Promise<string> {
  const files: Readonly<Record<string, string>> = {
    'a.json': JSON.stringify(mutateJson(chance.oneOf([API, SCHEMA]), chance)),
    'b.json': JSON.stringify(mutateJson({ B: { type: 'object', properties: { a: { $ref: 'a.json' } } } }, chance)),
  };
  const tree: Tree = {
    id: '',
    paths: Object.keys(files),
    has: (path) => Object.hasOwn(files, path),
    entry: (path) => (Object.hasOwn(files, path) ? { mode: '100644', objectId: '' } : undefined),
    read: async (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
  };
  const { sightings, isExamined } = await judgeFile({ tree, documents: treeDocuments(tree) }, 'a.json');
  must(isExamined, 'a definition that nobody looked at');
  return sightings.length === 0 ? 'judged clean' : 'judged faulty';
}

function evaluated(chance: Chance): string {
  const schema = mutateJson(SCHEMA, chance) as Json;
  const set = createSchemaSet(offlineByUri);
  const dialect = DIALECTS[chance.oneOf([3, 4, 6, 7, 2019, 2020, 'openapi-3.0'] as const)];
  const resource = set.add('tree:///a.json', schema, dialect);
  const instance = mutateJson({ a: 'x', b: null, c: [1, 2], 'x-d': 0.3 }, chance) as Json;
  try {
    return `evaluated ${evaluate({ set, place: { schema, resource }, instance, matches: matchesPattern }).length === 0}`;
  } catch (error) {
    if (error instanceof Unjudged) return 'not judged';
    throw error;
  }
}

async function graphql(chance: Chance): Promise<string> {
  const { problem } = await readGraphql(mutateText(chance.oneOf(GRAPHQL), chance, GRAPHQL));
  return problem === null ? 'GraphQL' : 'GraphQL that does not parse';
}
