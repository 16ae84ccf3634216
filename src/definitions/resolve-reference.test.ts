import { expect, test } from 'vitest';
import type { Tree } from '../domain/tree.ts';
import { definitionKindOf } from './definition-kind.ts';
import { pointerOf } from './json-pointer.ts';
import { resolveReference } from './resolve-reference.ts';
import { treeDocuments } from './tree-documents.ts';

const FILES: Readonly<Record<string, string>> = {
  'api/openapi.yaml': 'openapi: 3.1.0\ncomponents: {schemas: {A: {type: string}}}\n',
  'common/types.json': '{"definitions": {"a/b": {}}}',
  'common/stream.yaml': 'a: 1\n---\nb: 2\n',
  'common/broken.json': '{',
  'README.md': '# read me',
};

const TREE: Tree = {
  id: '',
  paths: [...Object.keys(FILES), 'api/link.json', 'api/loop.json', 'api/shared'],
  has: (path) => TREE.paths.includes(path),
  entry: (path) => (TREE.has(path) ? { mode: path in FILES ? '100644' : '120000', objectId: '' } : undefined),
  read: async (path) => FILES[path] ?? { 'api/link.json': '../common/types.json', 'api/loop.json': 'loop.json' }[path] ?? null,
};

test.each([
  ['#/components/schemas/A', 'api/openapi.yaml#/components/schemas/A'],
  ['#', 'api/openapi.yaml#'],
  ['../common/types.json#/definitions/a~1b', 'common/types.json#/definitions/a~1b'],
  ['..%2Fcommon/types.json', 'common/types.json#'],
  ['/common/types.json#/definitions', 'common/types.json#/definitions'],
  ['link.json#/definitions', 'api/link.json#/definitions'],
  ['#/components/schemas/B/x', 'broken: api/openapi.yaml has no "B" under #/components/schemas'],
  ['gone.yaml#/A', 'broken: there is no file api/gone.yaml'],
  ['#components/schemas/A', 'broken: #components/schemas/A is no place: one begins with #/'],
  ['shared/a.yaml', 'elsewhere: api/shared/a.yaml is in a submodule, or in a folder that a link stands for'],
  ['#/%', 'broken: it is not percent-encoded as a URI is'],
  ['https://example.com/a.json', 'elsewhere: it leads to another host'],
  ['../../a.json', 'elsewhere: it leads out of the repository'],
  ['#anchor', 'elsewhere: it names an anchor'],
  ['../README.md', 'elsewhere: ../README.md'],
  ['../common/stream.yaml', 'elsewhere: common/stream.yaml is not one document that parses'],
  ['../common/broken.json', 'elsewhere: common/broken.json is not one document that parses'],
  ['loop.json', 'elsewhere: api/loop.json is not one document that parses'],
])('%s', async (reference, expected) => {
  const documents = treeDocuments(TREE);
  const from = 'api/openapi.yaml';
  const document = await documents.documentAt(from);
  if (document === null) throw new Error('the fixture does not parse');
  const resolution = await resolveReference(documents, { from, document, reference });
  const said =
    resolution.state === 'found'
      ? `${resolution.target.path}#${pointerOf(resolution.target.steps)}`
      : `${resolution.state}: ${resolution.why}`;
  expect(said).toEqual(expected.replace('elsewhere: ../README.md', 'elsewhere: README.md is not one document that parses'));
});

test.each([
  [{ openapi: '3.0.3', paths: {} }, 'openapi 3.0'],
  [{ openapi: '3.1', info: {} }, 'openapi 3.1'],
  [{ openapi: '4.0.0', info: {} }, 'openapi unknown'],
  [{ swagger: 2, paths: {} }, 'openapi 2.0'],
  [{ openapi: 'v3.0.0', info: {}, paths: {} }, 'openapi unknown'],
  [{ openapi: '3.0.3' }, null],
  [{ openapi: '../api.yaml', info: {} }, null],
  [{ asyncapi: '2.6.0', channels: {} }, 'asyncapi 2.6.0'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#' }, 'json-schema http://json-schema.org/draft-07/schema#'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#/definitions/a' }, null],
  [{ $schema: 'https://json.schemastore.org/package.json' }, null],
  [[], null],
])('a document says what it is: %j', (value, expected) => {
  const kind = definitionKindOf(value);
  expect(kind === null ? null : `${kind.kind} ${'version' in kind ? kind.version : kind.said}`).toEqual(expected);
});
