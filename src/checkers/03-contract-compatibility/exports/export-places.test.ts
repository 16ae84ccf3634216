import { expect, test } from 'vitest';
import type { ChangedFile } from '../../../domain/change.ts';
import { laidOver, type Texts, treesOf } from '../fixtures/trees-of.ts';
import { exportSightings } from './export-sightings.ts';

const MANIFEST =
  '{\n  "name": "lib",\n  "version": "1.0.0",\n  "exports": {\n    ".": "./index.ts",\n    "./b": "./b.ts"\n  },\n  "bin": {\n    "lib": "./bin.js"\n  },\n  "engines": {\n    "node": ">=18"\n  }\n}\n';

type Over = Readonly<Record<string, string | null>>;
type Lines = Pick<ChangedFile, 'added' | 'removed'>;

/** Each thing said, and where a person is sent to; `~` where it only stood there. */
async function places(base: Texts, head: Over, lines: Readonly<Record<string, Lines>> = {}): Promise<string[]> {
  const before = { 'package.json': MANIFEST, 'b.ts': 'export const z = 1;\n', 'bin.js': '', ...base };
  const trees = treesOf(before, laidOver(before, head));
  const files = trees.change.files.map((file) => ({ ...file, ...lines[file.path] }));
  const sightings = await exportSightings({ ...trees, change: { ...trees.change, files } });
  return sightings.map(
    ({ code, path, range, isOfFile }) => `${code?.split(' ')[0]} ${path}:${range?.startLine}${isOfFile === true ? '~' : ''}`,
  );
}

const HANDED_ON = "export * from './c.js';\nexport {\n  d,\n  e,\n} from './d.js';\n";
const PARTS = { 'c.ts': '\nexport const c = 1;\n', 'd.ts': 'export const d = 1;\nexport class e {}\n' };

const CASES: readonly (readonly [name: string, base: Texts, head: Over, found: readonly string[]])[] = [
  [
    'that lost its keyword',
    { 'index.ts': '\nexport const a = 1;\nexport {};' },
    { 'index.ts': '\nconst a = 1;\nexport {};' },
    ['export-removed index.ts:2'],
  ],
  ['that lost it behind a star', { 'index.ts': HANDED_ON, ...PARTS }, { 'c.ts': '\n\nconst c = 1;\n' }, ['export-removed c.ts:3']],
  [
    'that is handed on no more',
    { 'index.ts': HANDED_ON, ...PARTS },
    { 'index.ts': HANDED_ON.replace('  e,\n', '') },
    ['export-removed index.ts:4~'],
  ],
  [
    'whose star is gone',
    { 'index.ts': HANDED_ON, ...PARTS },
    { 'index.ts': HANDED_ON.replace(/^.*\n/, '') },
    ['export-removed index.ts:1~'],
  ],
  ['whose file is gone', { 'index.ts': HANDED_ON, ...PARTS }, { 'd.ts': null }, []],
  [
    'that a file hands on to which nothing comes any more',
    { 'index.ts': "\nexport { a } from './f';\n", 'f.ts': "export * from './g';\n", 'g.ts': 'export const a = 1;' },
    { 'f.ts': '\n', 'g.ts': null },
    ['export-removed index.ts:2'],
  ],
  [
    'that has another name',
    { 'index.ts': 'const a = 1;\nexport { a as b };\n' },
    { 'index.ts': 'const a = 1;\nexport { a as c };\n' },
    ['export-removed index.ts:1'],
  ],
  [
    'of CommonJS',
    { 'index.ts': '', 'b.ts': 'exports.a = 1;\nexports.c = 1;\n' },
    { 'b.ts': 'exports.a = 1;\n' },
    ['export-removed b.ts:1~'],
  ],
  [
    'that is only a type',
    { 'index.ts': HANDED_ON, ...PARTS },
    { 'index.ts': HANDED_ON.replace('  e', '  type e') },
    ['export-only-type index.ts:4'],
  ],
  [
    'that is only a type where it comes in',
    { 'index.ts': "import { e } from './d';\nexport { e };\n", ...PARTS },
    { 'index.ts': "import type { e } from './d';\nexport { e };\n" },
    ['export-only-type index.ts:1'],
  ],
  ['that became one', { 'index.ts': 'export class a {}\n' }, { 'index.ts': '\nexport type a = 1;\n' }, ['export-only-type index.ts:2']],
  [
    'with a method that is private now',
    { 'index.ts': 'export class A {\n  a() {}\n  b() {}\n  c = 1;\n}\n' },
    { 'index.ts': 'export class A {\n  private a() {}\n  #b() {}\n}\n' },
    ['member-removed index.ts:2', 'member-removed index.ts:3', 'member-removed index.ts:1'],
  ],
  [
    'with other members',
    { 'index.ts': 'export interface A {\n  a: string;\n  b: B;\n  c?: 1;\n}\nexport function f(a: A) {}\n' },
    { 'index.ts': 'export interface A {\n  a: number;\n  b: C;\n  c: 1;\n  d: 1;\n}\nexport function f(\n  a: A, b: B) {}\n' },
    [
      'member-type-narrowed index.ts:2',
      'member-retyped index.ts:3',
      'member-demanded index.ts:4',
      'member-demanded index.ts:5',
      'parameter-demanded index.ts:7',
    ],
  ],
  [
    'of an argument',
    { 'index.ts': 'export function f(a: {\n  b?: 1\n}) {}' },
    { 'index.ts': 'export function f(a: {\n  b: 1\n}) {}' },
    ['member-demanded index.ts:2'],
  ],
];

test.each(CASES)('a name %s', async (_, base, head, found) => {
  expect(await places(base, head)).toEqual(found);
});

const edited = (from: string, to: string) => ({ 'package.json': MANIFEST.replace(from, to) });

test.each<[name: string, head: Over, found: readonly string[]]>([
  ['a path that is gone', edited(',\n    "./b": "./b.ts"', ''), ['subpath-removed package.json:4']],
  ['a path that leads nowhere', { 'b.ts': null }, ['subpath-removed package.json:6']],
  ['a command that is gone', edited('"lib": "./', '"lab": "./'), ['command-removed package.json:8']],
  ['no commands any more', edited(/ {2}"bin": \{[^}]*\},\n/.exec(MANIFEST)?.[0] ?? '', ''), ['command-removed package.json:1']],
  ['fewer versions of Node', edited('>=18', '>=20'), ['engine-raised package.json:12']],
  ['a package that is private', edited('  "version"', '  "private": true,\n  "version"'), ['package-withdrawn package.json:3']],
  ['a package of another name', edited('"lib",', '"lab",'), ['package-withdrawn package.json:2']],
])('a manifest with %s', async (_, head, found) => {
  expect(await places({ 'index.ts': '' }, head)).toEqual(found);
});

test('what is gone is looked for where its neighbours went', async () => {
  const base = { 'index.ts': `${'export const a = 1;\n'}export const b = 1;\nexport const c = 1;\n` };
  const head = { 'index.ts': `// One.\n// Two.\nexport const a = 1;\nexport const c = 1;\n` };
  const lines = { 'index.ts': { added: [{ start: 1, end: 2 }], removed: [{ start: 2, end: 2 }] } };
  expect(await places(base, head, lines)).toEqual(['export-removed index.ts:4~']);
});
