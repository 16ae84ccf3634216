import { expect, test } from 'vitest';
import { javaScriptSources } from '../../tools/javascript-sources.ts';
import { isCoverable } from './source-files.ts';

test.each([
  ['src/index.ts', true],
  ['src/workbench.ts', true],
  ['bench.ts', true],
  ['benchmark/index.js', false],
  ['src/benches/all.ts', false],
  ['src/index.bench.ts', false],
  ['src/index.benchmark.mjs', false],
  ['types/index.test-d.ts', false],
  ['types/index.tst.ts', false],
  ['docs/assets/search.js', true],
  ['app/docs/page.tsx', true],
  ['src/index.test.ts', false],
  ['vitest.config.ts', false],
])('%s is asked for coverage: %s', (path, expected) => {
  expect(isCoverable(path, { isSource: javaScriptSources.isSource, isTestFile: (one) => one.endsWith('.test.ts') })).toBe(expected);
});
