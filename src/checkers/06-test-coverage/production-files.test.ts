import { expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import { javaScriptSources } from '../../tools/javascript-sources.ts';
import { productionFiles } from './production-files.ts';

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '0',
  paths: Object.keys(files),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

const PARTS = {
  'test/parts.cjs': '',
  'test/deep/more.js': '',
  'test/a.test.js': '',
  'vite.config.js': '',
  'src/speed.bench.js': "import '../test/parts.cjs';",
};

test.each<[string, string, string[]]>([
  ['a require that was made', "const load = createRequire(import.meta.url);\nload('../test/parts.cjs');", ['test/parts.cjs']],
  ['one that is called at once', "module.createRequire(import.meta.url)('../test/parts');", ['test/parts.cjs']],
  ['a path in parts', "await import(['../test', 'parts.cjs'].join('/'));", ['test/parts.cjs']],
  ['a path that begins as one', "const at = '../test/';\nawait import(/* no bundle */ at + 'deep/more.js');", ['test/deep/more.js']],
  ['a template', "const name = 'parts';\nrequire(`../test/${name}.cjs`);", ['test/parts.cjs']],
  ['a benchmark that the product loads', "import './speed.bench.js';", ['src/speed.bench.js', 'test/parts.cjs']],
  ['texts beside what is loaded by name', "import a from './a.js';\nimport('./b.js');\nexport const at = ['../test', 'parts.cjs'];", []],
  ["somebody's own configuration", "await import(pathToFileURL(join(cwd, 'vite.config.js')));\nlog('./test is ignored');", []],
  ['a place that is none', "await import(base + '../test/none.js');", []],
])('%s', async (_, text, expected) => {
  const found = await productionFiles(treeOf({ ...PARTS, 'src/a.js': text }), {
    isSource: javaScriptSources.isSource,
    isTestFile: (path) => path.endsWith('.test.js'),
  });
  expect([...found]).toEqual(expected);
});
