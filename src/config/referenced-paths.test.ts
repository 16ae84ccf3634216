import { expect, test } from 'vitest';
import { referencedPaths } from './referenced-paths.ts';

function treeOf(files: Readonly<Record<string, string>>) {
  return { paths: Object.keys(files), read: async (path: string) => files[path] ?? null };
}

const manifest = (scripts: Readonly<Record<string, string>>, more: object = {}) => JSON.stringify({ scripts, ...more });

test.each<[string, Record<string, string>, string[]]>([
  [
    'a flag of a script',
    { 'package.json': manifest({ test: 'vitest run --config build/unit.mts' }), 'build/unit.mts': '' },
    ['build/unit.mts'],
  ],
  [
    'a flag with an equals sign',
    { 'package.json': manifest({ lint: 'eslint -c=lint/rules.js .' }), 'lint/rules.js': '' },
    ['lint/rules.js'],
  ],
  [
    'what node loads before the tests',
    { 'package.json': manifest({ test: 'node --import ./test/setup.js --test' }), 'test/setup.js': '' },
    ['test/setup.js'],
  ],
  [
    'a project of tsc',
    {
      'package.json': manifest({ build: 'tsc -p build/types.json' }),
      'build/types.json': '{ "extends": "./base" }',
      'build/base.json': '{}',
    },
    ['build/base.json', 'build/types.json'],
  ],
  [
    'setup files',
    {
      'vitest.config.ts': "export default { test: { setupFiles: ['./test/setup.ts'] } };",
      'test/setup.ts': "import '../src/a.ts';",
      'src/a.ts': '',
    },
    ['test/setup.ts'],
  ],
  [
    'jest in a package.json',
    { 'package.json': manifest({}, { jest: { setupFilesAfterEnv: ['<rootDir>/test/env.js'] } }), 'test/env.js': '' },
    ['test/env.js'],
  ],
  [
    'imports of a configuration, and theirs',
    { 'eslint.config.js': "import rules from './lint/rules.js';", 'lint/rules.js': "export * from './more.js';", 'lint/more.js': '' },
    ['lint/more.js', 'lint/rules.js'],
  ],
  [
    'what tsconfig extends',
    { 'packages/a/tsconfig.json': '{ "extends": "../../config/strict.json" }', 'config/strict.json': '{}' },
    ['config/strict.json'],
  ],
  [
    'a project beside the options of another one, which name source',
    {
      'vitest.config.ts':
        "export default { test: { projects: ['./other', { jsx: { importSource: './src/jsx' }, test: { setupFiles: './test/setup.ts' } }] } };",
      'other/index.ts': '',
      'src/jsx/index.ts': "import './base.ts';",
      'src/jsx/base.ts': '',
      'test/setup.ts': '',
    },
    ['other/index.ts', 'test/setup.ts'],
  ],
  [
    'a transform and a plugin with options of their own',
    {
      'jest.config.js': "module.exports = { transform: { '^.+[.]ts$': ['./build/transform.js', { source: './src/a.js' }] } };",
      'babel.config.js': "module.exports = { plugins: [['./build/plugin.js', { from: './src/a.js' }], /* './src/b.js' */] };",
      'build/transform.js': '',
      'build/plugin.js': '',
      'src/a.js': '',
      'src/b.js': '',
    },
    ['build/plugin.js', 'build/transform.js'],
  ],
  [
    'in a workspace',
    { 'packages/a/package.json': manifest({ test: 'jest --config jest-unit.js' }), 'packages/a/jest-unit.js': '' },
    ['packages/a/jest-unit.js'],
  ],
  [
    'a package of the tree that a configuration takes another one from',
    {
      'web/tsconfig.json': '{ "extends": "@acme/typescript/base.json" }',
      'web/.eslintrc.json': '{ "extends": ["acme", "@acme"] }',
      'web/eslint.config.js': "import rules from '@acme/lint-rules/strict';\nimport own from '#lint';\nimport react from 'react';",
      'web/package.json': '{ "name": "web", "imports": { "#lint": "./lint/own.js" } }',
      'web/lint/own.js': '',
      'tools/typescript/package.json': '{ "name": "@acme/typescript", "private": true }',
      'tools/typescript/base.json': '{}',
      'tools/rules/package.json': '{ "name": "@acme/lint-rules", "exports": { "./strict": { "import": "./src/strict.ts" } } }',
      'tools/rules/src/strict.ts': "import './more.ts';",
      'tools/rules/src/more.ts': '',
      'tools/eslint/package.json': '{ "name": "eslint-config-acme", "main": "own.js" }',
      'tools/eslint/own.js': '',
      'tools/scoped/package.json': '{ "name": "@acme/eslint-config" }',
      'tools/scoped/index.js': '',
      'react/index.js': '',
    },
    [
      'tools/eslint/own.js',
      'tools/rules/src/more.ts',
      'tools/rules/src/strict.ts',
      'tools/scoped/index.js',
      'tools/typescript/base.json',
      'web/lint/own.js',
    ],
  ],
  [
    'what is published, as far as a configuration itself takes something from it',
    {
      'package.json': '{ "name": "app", "files": ["lib/", "dist"], "main": "index" }',
      'eslint.config.js': "import { names } from './lib/global.js';",
      'lib/global.js': "import './client.js';",
      'lib/client.js': '',
      'test/app/vite.config.js':
        "import app from '../../lib/plugin.js';\nimport own from './own.js';\nimport again from 'app/lib/plugin.js';",
      'test/app/own.js': '',
      'lib/plugin.js': '',
    },
    ['lib/global.js', 'test/app/own.js'],
  ],
])('%s', async (_, files, expected) => {
  expect(await referencedPaths({ tree: treeOf(files), commands: [] })).toEqual(expected);
});

test('a configuration of what only wraps the runner', async () => {
  const files = { 'package.json': manifest({ test: 'c8 --config=build/env.json node --test' }), 'build/env.json': '{}' };
  expect(await referencedPaths({ tree: treeOf(files), commands: [] })).toEqual(['build/env.json']);
});

test('a command of the config', async () => {
  expect(await referencedPaths({ tree: treeOf({ 'x/unit.js': '' }), commands: ['npx jest --config x/unit.js'] })).toEqual(['x/unit.js']);
});

test('source, packages and what is not there stay free', async () => {
  const files = {
    'package.json': manifest({
      start: 'node src/server.js',
      test: 'node --test test/a.test.js',
      copy: 'mkdir -p src && cp -r server dist',
      lint: 'eslint -c missing.js src',
    }),
    'vite.config.ts':
      "import react from 'react';\nimport pkg from './package.json';\nexport default { build: { lib: { entry: 'src/main.ts' } }, test: { include: ['test/a.test.js'] } };",
    'tsconfig.json': '{ "include": ["src/main.ts"], "files": ["src/server.js"] }',
    'src/server.js': '',
    'src/index.js': '',
    'server.js': '',
    'src/main.ts': '',
    'test/a.test.js': '',
  };
  expect(await referencedPaths({ tree: treeOf(files), commands: [] })).toEqual([]);
});
