import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const MANIFEST = (asked: object, more: object = {}) => json({ name: 'app', dependencies: asked, ...more });
const locked = (name: string, more: object = {}) => ({
  version: '1.0.0',
  resolved: `https://registry.npmjs.org/${name}/-/${name}-1.0.0.tgz`,
  integrity: 'sha512-aa==',
  ...more,
});
const LOCK = (...names: string[]) =>
  json({
    lockfileVersion: 3,
    packages: { '': {}, ...Object.fromEntries(names.map((name) => [`node_modules/${name}`, locked(name)])) },
  });

/** `outer` is asked for, `inner` and what is below it only come along. */
const BASE: Files = {
  'package.json': MANIFEST({ outer: '^1.0.0' }),
  'package-lock.json': LOCK('outer', 'inner', '@types/typed', '@scope/inner'),
  'src/a.ts': "import 'outer';\n",
};

describe('an import of what only another package asks for', () => {
  test.each<[string, Files, string[]]>([
    ['by its name', { 'src/b.ts': "\nimport { x } from 'inner';\n" }, ['import-undeclared: error src/b.ts:2']],
    ['of a file in it', { 'src/b.ts': "import x from '@scope/inner/lib/x.js';\n" }, ['import-undeclared: error src/b.ts:1']],
    ['required', { 'src/b.cjs': "const x = require('inner');\n" }, ['import-undeclared: error src/b.cjs:1']],
    [
      'when it is called',
      { 'src/a.ts': "import 'outer';\nexport const x = () => import('inner');\n" },
      ['import-undeclared: error src/a.ts:2'],
    ],
    ['exported again', { 'src/b.ts': "export * from 'inner';\n" }, ['import-undeclared: error src/b.ts:1']],
    ['twice', { 'src/b.ts': "import 'inner';\nimport 'inner/x';\n" }, ['import-undeclared: error src/b.ts:1']],
    ['for its types', { 'src/b.ts': "import type { X } from 'inner';\n" }, ['import-undeclared: warning src/b.ts:1']],
    ['in a program of the repository', { 'benchmark.js': "import 'inner';\n" }, ['import-undeclared: warning benchmark.js:1']],
    ['in a test', { 'src/b.test.ts': "import 'inner';\n" }, ['import-undeclared: warning src/b.test.ts:1']],
    [
      'held by a lockfile of another folder',
      { 'docs/yarn.lock': 'far@^1.0.0:\n  version "1.0.0"\n', 'src/b.ts': "import 'far';\n" },
      ['import-undeclared: error src/b.ts:1'],
    ],
    [
      'that a file of another package imported',
      { 'lib/b.ts': null, 'src/b.ts': "import 'inner';\n" },
      ['import-undeclared: error src/b.ts:1'],
    ],
    [
      'in a package of the repository',
      { 'more/package.json': MANIFEST({}, { name: 'more' }), 'more/src/b.ts': "import 'inner';\n" },
      ['import-undeclared: error more/src/b.ts:1'],
    ],
  ])('%s', async (_, changed, expected) => {
    const lib = { 'lib/package.json': MANIFEST({ inner: '1' }, { name: 'lib' }), 'lib/b.ts': "import 'inner';\n" };
    expect(await found({ ...BASE, ...lib }, changed)).toEqual(expected);
  });

  test.each<[string, Files, Files]>([
    ['what a manifest asks for', {}, { 'src/b.ts': "import 'outer';\n" }],
    ['what the change asks for', {}, { 'src/b.ts': "import 'inner';\n", 'package.json': MANIFEST({ outer: '^1.0.0', inner: '^1.0.0' }) }],
    ['what the root asks for', { 'lib/package.json': MANIFEST({}) }, { 'lib/b.ts': "import 'outer';\n" }],
    [
      'what whoever installs it brings',
      { 'lib/package.json': json({ peerDependencies: { inner: '*' } }) },
      { 'lib/b.ts': "import 'inner';\n" },
    ],
    [
      'types of what has none itself',
      { 'lib/package.json': json({ devDependencies: { '@types/typed': '*' } }), 'package-lock.json': LOCK('outer', 'typed') },
      { 'lib/b.ts': "import { x } from 'typed';\n" },
    ],
    ['what the file imported before', { 'src/b.ts': "import 'inner';\n" }, { 'src/b.ts': "import 'inner/x';\n" }],
    ['what moved from another file', { 'src/b.ts': "import 'inner';\n" }, { 'src/b.ts': null, 'src/c/b.ts': "import 'inner';\n" }],
    [
      'what another package of the repository is',
      { 'lib/package.json': MANIFEST({}, { name: 'inner' }) },
      { 'src/b.ts': "import 'inner';\n" },
    ],
    ['the package itself', {}, { 'src/b.ts': "import 'app/x';\n" }],
    ['what may be missing', {}, { 'src/b.ts': "try {\n  require('inner');\n} catch (error) {\n  log(error);\n}\n" }],
    [
      'a path of TypeScript',
      { 'tsconfig.json': json({ compilerOptions: { paths: { inner: ['./src/inner.ts'] } } }) },
      { 'src/b.ts': "import 'inner';\n" },
    ],
    [
      'an alias of a bundler',
      { 'vite.config.ts': "export default { resolve: { alias: { inner: './x' } } };\n" },
      { 'src/b.ts': "import 'inner';\n" },
    ],
    [
      'a name of the package itself',
      { 'package.json': MANIFEST({ outer: '^1.0.0' }, { imports: { '#inner': './x.js' } }) },
      { 'src/b.ts': "import '#inner';\n" },
    ],
    ['Node’s own', {}, { 'src/b.ts': "import 'fs';\nimport 'node:path';\nimport 'fs/promises';\n" }],
    ['a module that a bundler makes', {}, { 'src/b.ts': "import 'virtual:inner';\nimport '~inner';\n" }],
    ['an import map', { 'deno.json': json({ imports: { inner: 'npm:inner' } }) }, { 'src/b.ts': "import 'inner';\n" }],
    ['what checker 4 says', {}, { 'src/b.ts': "import 'nowhere';\n" }],
    ['a program that is none', {}, { 'src/b.ts': "import 'inner'; {{{\n" }],
  ])('but %s', async (_, base, changed) => {
    expect(await found({ ...BASE, ...base }, changed)).toEqual([]);
  });
});

describe('an import of what a manifest no longer asks for', () => {
  const without = { 'package.json': MANIFEST({}) };
  test.each<[string, Files, Files, string[]]>([
    ['by a file that stays as it is', {}, without, ['import-undeclared: error package.json:']],
    ['and no lockfile holds', {}, { ...without, 'package-lock.json': LOCK('inner') }, ['import-undeclared: error package.json:']],
    ['by a test', { 'src/a.ts': '', 'src/a.test.ts': "import 'outer';\n" }, without, ['import-undeclared: warning package.json:']],
    ['by a file that is gone too', {}, { ...without, 'src/a.ts': null }, []],
    [
      'where the root asks for it',
      { 'lib/package.json': MANIFEST({ outer: '1' }), 'lib/a.ts': "import 'outer';\n" },
      { 'lib/package.json': MANIFEST({}) },
      [],
    ],
    ['in another group', {}, { 'package.json': json({ name: 'app', peerDependencies: { outer: '^1.0.0' } }) }, []],
    [
      'by a changed file, which checker 4 says',
      {},
      { ...without, 'package-lock.json': LOCK('inner'), 'src/a.ts': "import 'outer/x';\n" },
      [],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found({ ...BASE, ...base }, changed)).toEqual(expected);
  });
});

describe('a dependency that nothing uses', () => {
  const asks = (name: string, more: object = {}): Files => ({
    'package.json': MANIFEST({ outer: '^1.0.0', [name]: '^1.0.0' }, more),
    'package-lock.json': LOCK('outer', 'inner', '@types/typed', '@scope/inner', name),
  });
  test.each<[string, Files, string[]]>([
    ['at all', asks('fresh'), ['dependency-unused: warning package.json:5']],
    ['but in prose', { ...asks('fresh'), 'README.md': 'Uses fresh.\n' }, ['dependency-unused: warning package.json:5']],
    [
      'but as a part of another name',
      { ...asks('fresh'), 'src/b.ts': "import 'fresh-not';\nimport './fresher';\n" },
      ['dependency-unused: warning package.json:5'],
    ],
  ])('%s', async (_, changed, expected) => {
    expect(await found(BASE, changed)).toEqual(expected);
  });

  test.each<[string, Files]>([
    ['imported', { ...asks('fresh'), 'src/b.ts': "import 'fresh/x';\n" }],
    ['named in a script', asks('fresh', { scripts: { test: 'fresh --run' } })],
    ['a command of another name', asks('typescript', { scripts: { build: 'tsc' } })],
    ['a tool by its command', asks('@arethetypeswrong/cli', { scripts: { types: 'attw --pack' } })],
    ['named in settings', { ...asks('@scope/eslint-plugin'), '.eslintrc.yml': "extends: ['@scope']\n" }],
    ['a plugin by its short name', { ...asks('eslint-plugin-fresh'), '.eslintrc': '{ "plugins": ["fresh"] }\n' }],
    ['types', asks('@types/fresh')],
    ['a package of the repository', { ...asks('fresh'), 'lib/package.json': json({ name: 'fresh' }) }],
  ])('but not %s', async (_, changed) => {
    expect(await found(BASE, changed)).toEqual([]);
  });
});

describe('a manifest without a lockfile', () => {
  const npm = (asked: object) => ({
    'package.json': MANIFEST(asked),
    'use.js': Object.keys(asked)
      .map((name) => `import '${name}';\n`)
      .join(''),
  });
  const python = (...asked: string[]) => ({
    'pyproject.toml': `[project]\nname = "app"\ndependencies = [\n${asked.map((one) => `  "${one}",\n`).join('')}]\n`,
  });
  test.each<[string, Files, Files, string[], object?]>([
    ['a name near a popular one', npm({}), npm({ expresss: '^1.0.0' }), ['name-near-popular: error package.json:4']],
    ['the same behind another name', npm({}), npm({ web: 'npm:expresss@^1.0.0' }), ['name-near-popular: error package.json:4']],
    ['the same in Python', python(), python('requestss>=2'), ['name-near-popular: error pyproject.toml:4']],
    ['a name that is meant', npm({}), npm({ expresss: '^1.0.0' }), [], { names: ['expresss'] }],
    ['another version of it', npm({ expresss: '^1.0.0' }), npm({ expresss: '^2.0.0' }), []],
    ['an address', npm({ some: '^1.0.0' }), npm({ some: 'github:a/some' }), ['source-not-registry: error package.json:4']],
    ['another commit of it', npm({ some: 'github:a/some#1' }), npm({ some: 'github:a/some#2' }), []],
    ['an address in Python', python(), python('some @ https://example.com/some.whl'), ['source-not-registry: error pyproject.toml:4']],
    ['a permitted address', npm({}), npm({ some: 'git+https://github.com/ours/some.git' }), [], { sources: ['https://github.com/ours'] }],
    ['a folder of the tree', { ...npm({}), 'lib/x.js': '' }, npm({ some: 'file:./lib' }), []],
    ['a folder outside of the tree', npm({}), npm({ some: 'file:../lib' }), ['source-not-registry: error package.json:4']],
    ['a link to outside of the tree', npm({}), npm({ some: 'link:../lib' }), ['source-not-registry: error package.json:4']],
    ['a link to what may be built', npm({}), npm({ some: 'link:./lib' }), []],
    ['a plain one', npm({}), npm({ some: 'latest', other: '^1.0.0', more: 'workspace:*' }), []],
  ])('%s', async (_, base, changed, expected, options) => {
    expect(await found(base, changed, options)).toEqual(expected);
  });
});
