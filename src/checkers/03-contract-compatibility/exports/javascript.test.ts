import { expect, test } from 'vitest';
import { laidOver, type Texts, treesOf } from '../fixtures/trees-of.ts';
import { exportSightings } from './export-sightings.ts';

const MANIFEST = { 'package.json': '{ "name": "lib", "version": "1.0.0", "main": "index.js" }' };

async function lost(base: Texts, head: Readonly<Record<string, string | null>>): Promise<string[]> {
  const before = { ...MANIFEST, ...base };
  const sightings = await exportSightings(treesOf(before, laidOver(before, head)));
  return sightings.map(
    ({ code, path, range, message }) => `${code?.split(' ')[0]} ${path}:${range?.startLine} ${/`([^`]+)`/.exec(message)?.[1]}`,
  );
}

const WHOLE = 'const api = { a, b };\nmodule.exports = api;\n';
const FUNCTION = 'function f() {}\nf.a = 1;\nmodule.exports = f;\nmodule.exports.b = 2;\n';
const TYPES =
  'declare function f(a: string, b?: f.O): void;\ndeclare namespace f {\n  interface O { c: 1 }\n  const d: 1;\n}\nexport = f;\n';

test.each<[name: string, base: Texts, head: Readonly<Record<string, string | null>>, found: readonly string[]]>([
  ['an object by its name', { 'index.js': WHOLE }, { 'index.js': WHOLE.replace(', b', '') }, ['export-removed index.js:1 b']],
  ['what an object is given', { 'index.js': `${WHOLE}api.c = 1;\n` }, { 'index.js': WHOLE }, ['export-removed index.js:2 c']],
  [
    'what a function is given',
    { 'index.js': FUNCTION },
    { 'index.js': FUNCTION.replace('f.a = 1;', '').replace(/module.exports.b.*/, '') },
    ['export-removed index.js:2 a', 'export-removed index.js:3 b'],
  ],
  [
    'an object that is a function now',
    { 'index.js': 'module.exports = { a };' },
    { 'index.js': 'module.exports = () => a;' },
    ['export-removed index.js:1 a'],
  ],
  [
    'what another module hands on',
    { 'index.js': "module.exports = { ...require('./a'), c };", 'a.js': 'exports.a = 1;\nexports.b = 1;\n' },
    { 'a.js': 'exports.a = 1;\n' },
    ['export-removed a.js:1 b'],
  ],
  [
    'what is defined',
    {
      'index.js':
        "Object.defineProperty(exports, '__esModule', { value: true });\nObject.defineProperty(exports, 'a', { get });\nexports.b = 1;",
    },
    { 'index.js': 'exports.b = 1;' },
    ['export-removed index.js:1 a'],
  ],
  [
    'definitions beside it',
    { 'index.js': 'exports.a = 1;', 'index.d.ts': 'export function a(b?: string): void;' },
    { 'index.d.ts': 'export function a(b: string): void;' },
    ['parameter-demanded index.d.ts:1 a'],
  ],
  [
    'definitions beside a module of today',
    {
      'package.json': '{ "name": "lib", "version": "1.0.0", "exports": "./a.mjs" }',
      'a.mjs': 'export const a = 1;',
      'a.d.mts': 'export type O = { b: 1 };',
    },
    { 'a.d.mts': 'export type O = {};' },
    ['member-removed a.d.mts:1 O'],
  ],
  [
    'what definitions are as a whole',
    { 'index.js': '', 'index.d.ts': TYPES },
    { 'index.d.ts': TYPES.replace('b?', 'b').replace('  const d: 1;\n', '').replace('c: 1', '') },
    ['parameter-demanded index.d.ts:1 export =', 'member-removed index.d.ts:3 O', 'export-removed index.d.ts:4 d'],
  ],
])('what is lost: %s', async (_, base, head, found) => {
  expect(await lost(base, head)).toEqual(found);
});

test.each<[name: string, text: string]>([
  ['an object that somebody else is handed', `${WHOLE.replace(', b', '')}extend(api);`],
  ['an object that is given names in a loop', `${WHOLE.replace(', b', '')}for (const one of all) api[one] = 1;`],
  ['an object that is given a name inside', `${WHOLE.replace(', b', '')}function f() { api.b = 1; }`],
  ['an object that becomes another', `${WHOLE.replace('const', 'let').replace(', b', '')}api = other;`],
  ['an object of another scope', 'const api = make();\nmodule.exports = api;'],
  ['a class, which has what it says itself', 'class api { static a() {} }\nmodule.exports = api;'],
  ['what all of something is spread of', 'module.exports = { a, ...others };'],
  ['a function that is handed on', 'function api() {}\napi.a = 1;\nObject.assign(api, others);\nmodule.exports = api;'],
])('nothing: %s', async (_, text) => {
  expect(await lost({ 'index.js': WHOLE }, { 'index.js': text })).toEqual([]);
});

test('an object may be read, called and named', async () => {
  const text = `${WHOLE}api.a(); use(api.b, { api: 1 }, other.api);\napi.c = api.d = 1;\n`;
  expect(await lost({ 'index.js': text }, { 'index.js': text.replace('api.c = ', '').replace(', b }', ' }') })).toEqual([
    'export-removed index.js:1 b',
    'export-removed index.js:4 c',
  ]);
});

test('what a module is as a whole may be its default', async () => {
  const base = { 'index.js': '', 'index.d.ts': 'declare function f(a: string): void;\nexport = f;\n' };
  expect(await lost(base, { 'index.d.ts': 'export default function f(a: string): void;\n' })).toEqual([]);
  expect(await lost(base, { 'index.d.ts': 'export default function f(a: number): void;\n' })).toEqual([
    'parameter-type-narrowed index.d.ts:1 export =',
  ]);
});

test('a variable that definitions are as a whole has whatever its type has', async () => {
  const text = 'declare const f: F;\ndeclare namespace f {\n  const a: 1;\n  const b: 1;\n}\nexport = f;\n';
  expect(await lost({ 'index.js': '', 'index.d.ts': text }, { 'index.d.ts': text.replace('  const b: 1;\n', '') })).toEqual([]);
});
