import { describe, expect, test } from 'vitest';
import { laidOver, type Texts, treesOf } from '../fixtures/trees-of.ts';
import { exportSightings } from './export-sightings.ts';

const manifest = (more: object) => JSON.stringify({ name: 'lib', version: '1.2.0', ...more });
const SOURCE = 'export const a = 1;\nexport const b = 2;\n';
const LESS = 'export const a = 1;\n';

type Over = Readonly<Record<string, string | null>>;

async function lost(base: Texts, head: Over): Promise<string[]> {
  const sightings = await exportSightings(treesOf(base, laidOver(base, head)));
  return sightings.map(({ path, message, severity = 'error' }) => `${severity} ${path}: ${message}`);
}

/** Without what is advised. */
const plainly = (said: readonly string[]) => said.map((one) => one.replace(/ \(.*\)$/, ''));

const GONE = ['error src/index.ts: lib: `b` is not exported any more'];
const BUILT = manifest({ exports: { '.': { types: './dist/index.d.ts', import: './dist/index.mjs', require: './dist/index.cjs' } } });

const HIDDEN = manifest({ exports: { './_internal': './src/index.ts' } });

const CASES: readonly (readonly [name: string, base: Texts, head: Over, found: readonly string[]])[] = [
  ['the source of what is built', { 'package.json': BUILT, 'src/index.ts': SOURCE }, { 'src/index.ts': LESS }, GONE],
  [
    'a source folder of the name of what is built',
    {
      'package.json': manifest({ exports: { './node': './dist/node/index.js', './add': './add.js' } }),
      'src/node/index.ts': SOURCE,
      'src/index.ts': LESS,
      'src/add/index.ts': SOURCE,
    },
    { 'src/node/index.ts': LESS, 'src/add/index.ts': LESS },
    ['error src/node/index.ts: lib/node: `b` is not exported any more', 'error src/add/index.ts: lib/add: `b` is not exported any more'],
  ],
  ['main without exports', { 'package.json': manifest({ main: 'dist/index.js' }), 'src/index.ts': SOURCE }, { 'src/index.ts': LESS }, GONE],
  [
    'a package in a folder',
    { 'package.json': '{"private":true}', 'packages/a/package.json': BUILT, 'packages/a/src/index.ts': SOURCE },
    { 'packages/a/src/index.ts': LESS },
    ['error packages/a/src/index.ts: lib: `b` is not exported any more'],
  ],
  [
    'a file that is gone',
    { 'package.json': BUILT, 'src/index.ts': "export * from './b';\n", 'src/b.ts': SOURCE },
    { 'src/index.ts': '', 'src/b.ts': null },
    ['error src/index.ts: lib: `a` is not exported any more', 'error src/index.ts: lib: `b` is not exported any more'],
  ],
  [
    'a path that says that it is internal',
    { 'package.json': HIDDEN, 'src/index.ts': SOURCE },
    { 'src/index.ts': LESS },
    ['warning src/index.ts: lib/_internal: `b` is not exported any more'],
  ],
  [
    'an alias of a namespace in place of what was handed on',
    { 'package.json': BUILT, 'src/index.ts': "import { z } from 'zod';\nexport { z };\n" },
    { 'src/index.ts': "import * as zod from 'zod';\nexport import z = zod.z;\n" },
    [],
  ],
  [
    'an alias of a namespace that is gone',
    { 'package.json': BUILT, 'src/index.ts': "import * as zod from 'zod';\nexport const a = 1;\nexport import b = zod.z;\n" },
    { 'src/index.ts': LESS },
    GONE,
  ],
  [
    'a folder as a pattern',
    { 'package.json': manifest({ exports: { './': './' } }) },
    { 'package.json': manifest({ exports: { './*': './*.js' } }) },
    [],
  ],
  [
    'a private package',
    { 'package.json': manifest({ private: true, main: 'src/index.ts' }), 'src/index.ts': SOURCE },
    { 'src/index.ts': LESS },
    [],
  ],
  [
    'a package without a version, which nobody can publish',
    { 'package.json': '{ "name": "app", "main": "src/index.ts" }', 'src/index.ts': SOURCE },
    { 'src/index.ts': LESS },
    [],
  ],
  [
    'a package whose version is written when it is published',
    { 'package.json': '{ "name": "lib", "main": "src/index.ts", "files": ["src"] }', 'src/index.ts': SOURCE },
    { 'src/index.ts': LESS },
    GONE,
  ],
  [
    'what several paths offer',
    {
      'package.json': manifest({ exports: { './b': './src/b.ts', '.': './src/index.ts' } }),
      'src/index.ts': SOURCE,
      'src/b.ts': "export * from './index';\nexport const c = 1;\n",
    },
    { 'src/index.ts': LESS, 'src/b.ts': "export * from './index';\n" },
    [...GONE, 'error src/b.ts: lib/b: `c` is not exported any more'],
  ],
  [
    'Node of a program that is started',
    { 'package.json': manifest({ main: 'a.js', scripts: { start: 'node a.js' }, engines: { node: '>=18' } }) },
    { 'package.json': manifest({ main: 'a.js', scripts: { start: 'node a.js' }, engines: { node: '>=20' } }) },
    ['warning package.json: lib runs on Node >=20, >=18 before'],
  ],
  [
    'Node of a library with a script to start its examples',
    { 'package.json': manifest({ main: 'a.js', files: ['a.js'], scripts: { start: 'node a.js' }, engines: { node: '>=18' } }) },
    { 'package.json': manifest({ main: 'a.js', files: ['a.js'], scripts: { start: 'node a.js' }, engines: { node: '>=20' } }) },
    ['error package.json: lib runs on Node >=20, >=18 before'],
  ],
  ['what no entry offers', { 'package.json': BUILT, 'src/index.ts': LESS, 'src/inside.ts': SOURCE }, { 'src/inside.ts': LESS }, []],
  [
    'a package that is private now',
    { 'package.json': BUILT, 'src/index.ts': SOURCE },
    { 'package.json': BUILT.replace('{', '{"private":true,'), 'src/index.ts': LESS },
    ['error package.json: lib is not published any more'],
  ],
  [
    'a package that moved',
    { 'package.json': BUILT, 'src/index.ts': SOURCE },
    { 'package.json': '{"private":true}', 'src/index.ts': null, 'packages/lib/package.json': BUILT, 'packages/lib/src/index.ts': LESS },
    ['error packages/lib/src/index.ts: lib: `b` is not exported any more'],
  ],
  [
    'with a major version',
    { 'package.json': BUILT, 'src/index.ts': SOURCE },
    { 'package.json': BUILT.replace('1.2.0', '2.0.0'), 'src/index.ts': LESS },
    [],
  ],
  [
    'after the prerelease of one',
    { 'package.json': BUILT.replace('1.2.0', '2.0.0-beta.1'), 'src/index.ts': SOURCE },
    { 'src/index.ts': LESS },
    [],
  ],
  [
    'with a changeset',
    { 'package.json': BUILT, 'src/index.ts': SOURCE },
    { '.changeset/a.md': "---\n'lib': major\n---\n\nLess\n", 'src/index.ts': LESS },
    [],
  ],
  [
    'with a changeset for less',
    { 'package.json': BUILT, 'src/index.ts': SOURCE },
    { '.changeset/a.md': '---\n"lib": minor\n---\n\nLess\n', 'src/index.ts': LESS },
    GONE,
  ],
  [
    'with a changeset for less of a package that is called major',
    { 'package.json': BUILT.replace('"lib"', '"lib-major"'), 'src/index.ts': SOURCE },
    { '.changeset/a.md': '---\n"lib-major": patch\n---\n\nLess\n', 'src/index.ts': LESS },
    ['error src/index.ts: lib-major: `b` is not exported any more'],
  ],
  [
    'a version that only stands for the one a release gets',
    { 'package.json': BUILT.replace('1.2.0', '0.0.0-development'), 'src/index.ts': SOURCE },
    { 'src/index.ts': LESS },
    GONE,
  ],
  [
    'a package that has another name',
    { 'package.json': BUILT, 'src/index.ts': SOURCE },
    { 'package.json': BUILT.replace('"lib"', '"lab"') },
    ['error package.json: lib is not published any more'],
  ],
  [
    'an entry that is gone and still named',
    {
      'package.json': manifest({ exports: { '.': './a.js', './b': './b.js', './c': './dist/c.js' } }),
      'a.js': '',
      'b.js': '',
      'dist/c.js': '',
    },
    { 'b.js': null, 'dist/c.js': null },
    ['error package.json: lib/b leads to ./b.js, which is gone'],
  ],
  [
    'a module in a folder that is mostly for something else',
    { 'package.json': manifest({ main: 'scripts/a.js' }), 'scripts/a.js': SOURCE },
    { 'scripts/a.js': LESS },
    ['error scripts/a.js: lib: `b` is not exported any more'],
  ],
  [
    'a package among the examples',
    { 'package.json': '{}', 'examples/a/package.json': manifest({ main: 'a.js' }), 'examples/a/a.js': SOURCE },
    { 'examples/a/a.js': LESS },
    [],
  ],
  [
    'the manifest',
    { 'package.json': manifest({ bin: { lib: 'a.js' }, exports: { '.': { import: './a.js', require: './a.cjs' }, './b': './b.js' } }) },
    { 'package.json': manifest({ exports: { '.': { import: './a.js' } } }) },
    [
      'error package.json: lib has no `require` any more',
      'error package.json: lib/b cannot be imported any more',
      'error package.json: lib has no command `lib` any more',
    ],
  ],
  [
    'a pattern that covers what is gone',
    { 'package.json': manifest({ exports: { './b': './b.js' } }) },
    { 'package.json': manifest({ exports: { './*': './*.js' } }) },
    [],
  ],
  [
    'exports where there was none',
    { 'package.json': manifest({ main: 'a.js' }), 'a.js': '' },
    { 'package.json': manifest({ exports: './a.js' }) },
    ['warning package.json: lib names in `exports` what can be imported; before it was every file'],
  ],
  [
    'the source of what settings say where it is built',
    {
      'package.json': manifest({ exports: { './a': './made/in/a.js' } }),
      'tsconfig.json': '{ "compilerOptions": { "outDir": "./made", "rootDir": "./code", /* and no more */ } }',
      'code/in/a.ts': SOURCE,
    },
    { 'code/in/a.ts': LESS },
    ['error code/in/a.ts: lib/a: `b` is not exported any more'],
  ],
  [
    'the methods of a class that is built, and the options that it takes',
    {
      'package.json': manifest({ exports: { types: './dist/index.d.ts', default: './dist/index.js' }, files: ['dist'] }),
      'source/index.ts':
        "import { EventEmitter } from 'eventemitter3';\nimport type { Options } from './options.js';\nexport default class Queue extends EventEmitter {\n  constructor(options?: Options) {}\n  start(): this {}\n}\nexport type { Options } from './options.js';\n",
      'source/options.ts': 'export type Options = { a?: number } & Other;\n',
    },
    {
      'source/index.ts':
        "import { EventEmitter } from 'eventemitter3';\nimport type { Options } from './options.js';\nexport default class Queue extends EventEmitter {\n  constructor(options?: Options) {}\n  begin(): this {}\n}\nexport type { Options } from './options.js';\n",
      'source/options.ts': 'export type Options = { a: number } & Other;\n',
    },
    [
      'error source/index.ts: lib: `default` .start is gone',
      'error source/options.ts: lib: `Options` .a: could be left out, and has to be given now',
    ],
  ],
  ...(
    [
      ['>=18', '>=20', 'error'],
      ['>=18', '^18.18.0 || >=20', 'warning'],
      ['^20.1.0', '>=20.3 <21', 'warning'],
      [null, '>=20', 'warning'],
      ['>=18', '>= 16.0.0', null],
      ['18 || 20', '18.x - 21', null],
      ['>=18', 'lts/*', null],
      ['>=18', null, null],
    ] as const
  ).map(([before, after, level]): (typeof CASES)[number] => [
    `Node ${before ?? 'of any version'}, and now ${after ?? 'of any version'}`,
    { 'package.json': manifest(before === null ? {} : { engines: { node: before } }) },
    { 'package.json': manifest(after === null ? { a: 1 } : { engines: { node: after } }) },
    level === null ? [] : [`${level} package.json: lib runs on Node ${after}, ${before ?? 'and said nothing of it'} before`],
  ]),
];

describe('a published package', () => {
  test.each(CASES)('%s', async (_, base, head, found) => {
    expect(plainly(await lost(base, head))).toEqual(found);
  });

  test.each<[version: string, more: Texts, advice: string]>([
    ['1.2.0', {}, '2.0.0 would say so, it is 1.2.0'],
    ['0.4.1', { 'CHANGELOG.md': '# Log\n## Next\nLess.\n' }, '0.5.0 would say so, it is 0.4.1; CHANGELOG.md does not mention b'],
    [
      '1.2.0',
      { '.changeset/x.md': "---\n'lib': patch\n---\nb is gone\n" },
      '2.0.0 would say so, it is 1.2.0; of the changesets that wait none says more than patch; .changeset/x.md mentions b',
    ],
  ])('what is advised: of %s', async (version, more, advice) => {
    const base = { 'package.json': BUILT.replace('1.2.0', version), 'src/index.ts': SOURCE };
    expect(await lost(base, { 'src/index.ts': LESS, ...more })).toEqual([`${GONE[0]} (${advice})`]);
  });
});
