import { expect, test } from 'vitest';
import { laidOver, treesOf } from './fixtures/trees-of.ts';
import { httpApiSightings } from './http-apis.ts';
import { API_KINDS } from './kinds.ts';

type Over = Readonly<Record<string, string | null>>;

/** The kind and the place of what is found. */
async function found(base: Readonly<Record<string, string>>, head: Over): Promise<string[]> {
  const sightings = await httpApiSightings({ ...treesOf(base, laidOver(base, head)), today: '2026-06-01' });
  return sightings.map(
    ({ rule, code, path, range }) => `${code?.split(' ')[0] ?? rule} ${path}${range === undefined ? '' : `:${range.startLine}`}`,
  );
}

const api = (rest: string, version = '2') => `openapi: 3.1.0\ninfo: { title: Pets, version: "${version}" }\n${rest}`;
const operation = (rest: string) => api(`paths:\n  /pets/{id}:\n    get:\n${rest.replace(/^/gm, '      ')}`);
const parameter = (rest: string) => operation(`parameters:\n  - { name: a, in: query, ${rest} }`);
const body = (rest: string) => operation(`requestBody: { ${rest} }`);
const answer = (rest: string) => operation(`responses: { ${rest} }`);
const scheme = (rest: string) =>
  api(`security: [{ key: [] }]\npaths: { /a: { get: {} } }\ncomponents: { securitySchemes: { key: { ${rest} } } }`);
const OK = '"200": { description: a';
const JSON_BODY = 'content: { application/json: { schema: { type: string } } }';

/** The definition before and after, and what is found; all of them one file whose version says that something broke. */
const CHANGES: readonly (readonly [base: string, head: string, found: readonly string[]])[] = [
  [operation('{}'), api('paths: {}'), ['operation-removed a.yaml:3']],
  [operation('deprecated: true\nx-sunset: "2026-01-01"'), api('paths: {}'), ['operation-removed-deprecated a.yaml:3']],
  [operation('deprecated: true\nx-sunset: "2026-12-01"'), api('paths: {}'), ['operation-removed-before-sunset a.yaml:3']],
  [
    operation('deprecated: true\nx-sunset: "2026-12-01"'),
    operation('deprecated: true\nx-sunset: "2026-11-01"'),
    ['sunset-earlier a.yaml:5'],
  ],
  [operation('x-stability-level: draft'), api('paths: {}'), []],
  [operation('{}'), operation('{}').replace('{id}', '{pet}'), []],
  [api('webhooks: { made: { post: {} } }'), api('webhooks: {}'), ['webhook-removed a.yaml:3']],
  [operation('callbacks: { made: { /b: { post: {} } } }'), operation('callbacks: {}'), ['callback-removed a.yaml:6']],
  [api('servers: [{ url: /v1 }]'), api('servers: [{ url: /v2 }]'), ['base-path-changed a.yaml:3']],
  [api('servers: [{ url: //a/v1 }]'), api('servers: [{ url: //b/v2 }]'), ['server-removed a.yaml:3']],
  [api('servers: [{ url: //a/v1 }, { url: //b/v1 }]'), api('servers: [{ url: //a/v1 }]'), ['server-removed a.yaml:3']],
  [parameter('schema: {}'), operation('parameters: []'), ['parameter-removed a.yaml:6']],
  [
    parameter('schema: { type: string }'),
    parameter('schema: { type: string }').replace('name: a', 'name: b'),
    ['parameter-renamed a.yaml:7'],
  ],
  [parameter('schema: { type: string }'), parameter('schema: { type: string }').replace('query', 'header'), ['parameter-renamed a.yaml:7']],
  [
    parameter('schema: { type: string }'),
    parameter('schema: { type: integer }').replace('name: a', 'name: b'),
    ['parameter-removed a.yaml:6'],
  ],
  [operation('parameters: []'), parameter('required: true'), ['parameter-required-added a.yaml:7']],
  [operation('parameters: []'), parameter('required: false'), []],
  [parameter('required: false'), parameter('required: true'), ['parameter-required-set a.yaml:7']],
  [parameter('schema: { default: 1 }'), parameter('schema: { default: 2 }'), ['parameter-default-changed a.yaml:7']],
  [parameter('schema: {}'), parameter('schema: { default: 2 }'), ['parameter-default-set a.yaml:7']],
  [parameter('style: form'), parameter('style: spaceDelimited'), ['parameter-style-changed a.yaml:7']],
  [parameter('allowEmptyValue: true'), parameter('allowEmptyValue: false'), ['parameter-empty-refused a.yaml:7']],
  [parameter('schema: { type: integer }'), parameter('schema: { type: string }'), []],
  [parameter('schema: { type: string }'), parameter('schema: { type: integer }'), ['type-narrowed a.yaml:7']],
  [parameter('schema: { type: string }'), parameter('schema: { type: array, items: { type: string } }'), []],
  [operation('{}'), body('required: true'), ['body-required-added a.yaml:6']],
  [body('required: false'), body('required: true'), ['body-required-set a.yaml:6']],
  [body(JSON_BODY), operation('{}'), ['body-removed a.yaml:5']],
  [body(JSON_BODY), body('content: { application/xml: {} }'), ['media-type-removed a.yaml:6']],
  [body(JSON_BODY), body(JSON_BODY.replace('application/json', '"*/*"')), []],
  [body('content: { application/json: {} }'), body(JSON_BODY), ['media-type-schema-added a.yaml:6']],
  [answer(`${OK}, ${JSON_BODY} }`), answer(`${OK}, content: { application/json: {} } }`), ['media-type-schema-removed a.yaml:6']],
  [answer(`${OK} }`), answer(`"404": {}`), ['success-removed a.yaml:6']],
  [answer(`${OK} }`), answer(`2XX: {}`), []],
  [answer(`"404": {}`), answer(`${OK} }`), []],
  [answer(`${OK}, headers: { A: { required: true } } }`), answer(`${OK} }`), ['header-removed a.yaml:6']],
  [answer(`${OK}, headers: { A: {} } }`), answer(`${OK} }`), ['optional-header-removed a.yaml:6']],
  [answer(`${OK}, headers: { A: { required: true } } }`), answer(`${OK}, headers: { a: {} } }`), ['header-required-removed a.yaml:6']],
  [answer(`${OK}, ${JSON_BODY} }`), answer(`${OK}, ${JSON_BODY.replace('string', 'integer')} }`), ['type-changed a.yaml:6']],
  [operation('security: []'), operation('security: [{ key: [] }]'), ['security-tightened a.yaml:6']],
  [operation('security: [{ key: [a, b] }]'), operation('security: [{ key: [a] }, { other: [] }]'), []],
  [answer(`default: { ${JSON_BODY} }`), answer(`default: { ${JSON_BODY.replace('string', 'integer')} }`), ['type-changed a.yaml:6']],
  [answer(`default: { ${JSON_BODY} }`), answer(`${OK}, ${JSON_BODY.replace('string', 'integer')} }`), ['type-changed a.yaml:6']],
  [answer(`default: { ${JSON_BODY} }`), answer(`"404": {}`), ['success-removed a.yaml:6']],
  [answer(`${OK} }, default: {}`), answer(`${OK} }`), []],
  [scheme('type: apiKey, in: header, name: A'), scheme('type: apiKey, in: query, name: A'), ['scheme-changed a.yaml:5']],
  [scheme('type: http, scheme: bearer'), scheme('type: http, scheme: bearer, bearerFormat: JWT'), ['scheme-moved a.yaml:5']],
  [
    'swagger: "2.0"\ninfo: { title: Old, version: "1" }\nbasePath: /v1\npaths: {}\n',
    'swagger: "2.0"\ninfo: { title: Old, version: "1" }\nbasePath: /v2\npaths: {}\n',
    ['base-path-changed a.yaml:3', 'version-not-raised a.yaml:2'],
  ],
];

test.each<[name: string, path: string, version: string, kinds: readonly string[]]>([
  ['says that it is not stable', '/unstable/a', '1', []],
  ['is a beta', '/v1beta1/a', '1', []],
  ['is called after something unstable', '/unstable-things/a', '1', ['type-changed a.yaml:3', 'version-not-raised a.yaml:2']],
  ['has no version that could be raised', '/a', '', ['type-changed a.yaml:3']],
])('a break of what %s', async (_, path, version, kinds) => {
  const text = (type: string) =>
    api(
      `paths: { ${path}: { get: { responses: { "200": { description: a, content: { "*/*": { schema: { type: ${type} } } } } } } } }`,
      version,
    );
  const trees = treesOf({ 'a.yaml': text('string') }, { 'a.yaml': text('integer') });
  const sightings = await httpApiSightings({ ...trees, today: '2026-03-31' });
  const errors = sightings.filter(({ severity }) => severity !== 'warning');
  expect(sightings).not.toEqual([]);
  expect(errors.map(({ rule, code, range }) => `${code?.split(' ')[0] ?? rule} a.yaml:${range?.startLine}`)).toEqual(kinds);
});

test.each(CHANGES)('%s to %s', async (base, head, kinds) => {
  expect(await found({ 'a.yaml': base.replace('version: "2"', 'version: "1"') }, { 'a.yaml': head })).toEqual(kinds);
});

test.each<[name: string, base: readonly string[], head: readonly string[]]>([
  ['a schema that paths share', ['/beta/a', '/a'], ['/beta/a', '/a']],
  ['a path whose parameter got a name that sounds so', ['/{a}'], ['"/{v/beta/a}"']],
])('%s is promised by the path that is stable', async (_, before, after) => {
  const CONTENT = 'content: { "*/*": { schema: { $ref: "#/components/schemas/A" } } }';
  const text = (paths: readonly string[], type: string) =>
    api(
      `paths:\n${paths.map((path) => `  ${path}: { get: { responses: { ${OK}, ${CONTENT} } } } }\n`).join('')}components: { schemas: { A: { type: ${type} } } }\n`,
      '1',
    );
  const sightings = await httpApiSightings({
    ...treesOf({ 'a.yaml': text(before, 'string') }, { 'a.yaml': text(after, 'integer') }),
    today: '2026-03-31',
  });
  expect(sightings.filter(({ severity }) => severity !== 'warning').map(({ code, rule }) => code?.split(' ')[0] ?? rule)).toEqual([
    'type-changed',
    'version-not-raised',
  ]);
});

const PARTS = {
  'a.yaml': api(
    'paths: { /a: { get: { responses: { "200": { description: a, content: { "*/*": { schema: { $ref: parts/a.yaml } } } } } } } }',
  ),
  'parts/a.yaml': 'type: object\nrequired: [id]\nproperties:\n  id: { type: string }\n',
};

test.each<[name: string, base: Readonly<Record<string, string>>, head: Over, kinds: readonly string[]]>([
  [
    'a file it refers to',
    PARTS,
    { 'parts/a.yaml': PARTS['parts/a.yaml'].replace('string', 'integer') },
    ['type-changed parts/a.yaml:4', 'version-not-raised a.yaml:2'],
  ],
  ['a file that it refers to and that says the same', PARTS, { 'parts/a.yaml': `# ${PARTS['parts/a.yaml']}`.replace('# ', '# a\n') }, []],
  [
    'a part that is called like the end of a lockfile',
    { 'a.yaml': PARTS['a.yaml'].replace('parts/a.yaml', 'Block.yaml'), 'Block.yaml': PARTS['parts/a.yaml'] },
    { 'Block.yaml': PARTS['parts/a.yaml'].replace('string', 'integer') },
    ['type-changed Block.yaml:4', 'version-not-raised a.yaml:2'],
  ],
  ['it is gone', { 'a.yaml': operation('{}') }, { 'a.yaml': null }, ['contract-removed a.yaml']],
  ['it moved', { 'a.yaml': operation('{}') }, { 'a.yaml': null, 'b/c.yaml': `${operation('{}')}\n` }, []],
  ['it is none any more', { 'a.yaml': operation('{}') }, { 'a.yaml': 'a: 1' }, ['contract-unreadable a.yaml:1']],
  ['nobody could read it', { 'a.yaml': 'openapi: 3.0.0\n\tx' }, { 'a.yaml': 'openapi: 3.0.0\n\ty' }, []],
  ['a form of version 2', ...form('a', 'a\n          required: true')],
])('%s', async (_, base, head, kinds) => {
  expect(await found(base, head)).toEqual(kinds);
});

function form(base: string, head: string): [Readonly<Record<string, string>>, Over, readonly string[]] {
  const text = (name: string, version: string) =>
    `swagger: "2.0"\ninfo: { title: Old, version: "${version}" }\npaths:\n  /a:\n    post:\n      parameters:\n        - in: formData\n          type: string\n          name: ${name}\n`;
  return [{ 'a.yaml': text(base, '1') }, { 'a.yaml': text(head, '2') }, ['body-required-set a.yaml:7', 'required-added a.yaml:6']];
}

test.each<[name: string, part: string, head: string, found: readonly string[]]>([
  ['of nothing but a bound', 'maximum: 10\n', 'maximum: 5\n', ['bound-tightened a.yaml:6', 'version-not-raised a.yaml:2']],
  ['that cannot be read any more', 'type: object\n', 'type: [object\n', ['contract-unreadable b.yaml:2', 'reference-unread a.yaml:6']],
  ['that is two documents now', 'type: object\n', 'type: object\n---\n1\n', ['contract-unreadable b.yaml:3', 'reference-unread a.yaml:6']],
])('a part %s', async (_, part, head, kinds) => {
  const whole = body('content: { application/json: { schema: { $ref: b.yaml } } }');
  expect(await found({ 'a.yaml': whole, 'b.yaml': part }, { 'b.yaml': head })).toEqual(kinds);
});

test('one that is too large is refused, not passed', async () => {
  const large = `${operation('{}')}\n# ${'x'.repeat(4_000_000)}\n`;
  await expect(found({ 'a.yaml': large }, { 'a.yaml': `${large}#\n` })).rejects.toThrow('too large to be compared');
});

test('every kind has an example', () => {
  const shown = new Set([
    ...CHANGES.flatMap(([, , kinds]) => kinds.map((one) => one.split(' ')[0] ?? '')),
    'contract-removed',
    'failure-removed',
  ]);
  expect(Object.keys(API_KINDS).filter((kind) => !shown.has(kind))).toEqual([]);
});
