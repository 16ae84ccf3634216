import { expect, test } from 'vitest';
import type { Tree } from '../domain/tree.ts';
import { plantedPlace } from './planted-test.ts';

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '0',
  paths: Object.keys(files),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

test.each([
  ['its own configuration', 'vitest run --config vitest.config.build.ts', '__tests__/jidoka-1.test.ts'],
  ['its own configuration, with an equals sign', 'vitest run --config=./vitest.config.build.ts', '__tests__/jidoka-1.test.ts'],
  ['what is loaded before', 'mocha -r all.ts', '__tests__/jidoka-1.test.ts'],
  ['its own configuration, without an option', 'wdio run ./all.conf.ts', '__tests__/jidoka-1.test.ts'],
  ['a test', 'node all.ts', 'all.ts'],
  ['a test behind an option', 'node --test all.ts', 'all.ts'],
])('a script that names %s', async (_, script, path) => {
  const tree = treeOf({
    'package.json': JSON.stringify({ scripts: { test: script } }),
    '__tests__/a.test.ts': '',
    'all.ts': '',
    'all.conf.ts': '',
    'vitest.config.build.ts': '',
  });
  expect((await plantedPlace({ tree, nonce: '1', isTestFile: (one) => one.includes('.test.') }))?.path).toBe(path);
});
