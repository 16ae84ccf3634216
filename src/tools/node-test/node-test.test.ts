import { symlinkSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { assert, describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import type { Planted, Sentinel } from '../tool.ts';
import { nodeTest } from './node-test.ts';

type Probed = NonNullable<Planted['probed']>;

const manifest = (script: string) => JSON.stringify({ name: 'x', private: true, type: 'module', scripts: { test: script } });
const SIGN = 'export function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n}\n';
const TESTS = `import assert from 'node:assert/strict';
import test, { describe, it } from 'node:test';
import { sign } from '../src/sign.js';
describe('suite', () => {
  it('works', () => assert.equal(sign(1), 1));
  it('fails', () => {
    assert.equal(sign(1), 3);
  });
  it.skip('is skipped', () => {});
  it.todo('is to do');
});
test('parent', (t) => t.test('child', () => {}));
`;
const NAMES = [
  ['passed', 'suite', 'works'],
  ['failed', 'suite', 'fails'],
  ['skipped', 'suite', 'is skipped'],
  ['todo', 'suite', 'is to do'],
  ['passed', 'parent', 'child'],
  ['passed', 'parent'],
];

async function run(
  files: Readonly<Record<string, string>>,
  { command = 'npm test', plant, probed }: { command?: string; plant?: Sentinel | null; probed?: Probed } = {},
) {
  using checkout = checkoutWith({ 'src/sign.js': SIGN, ...files });
  const report = await runTests(nodeTest(), {
    checkout,
    command,
    ...(plant == null ? {} : { plant }),
    ...(probed && { probed }),
  });
  return { ...report, names: report.tests.map(({ status, name }) => [status, ...name]) };
}

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '0',
  paths: Object.keys(files).toSorted(),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
});

describe('nodeTest', () => {
  test('reads tests, places and coverage of an unchanged npm test', async () => {
    const report = await run({ 'package.json': manifest('node --test'), 'test/sign.test.js': TESTS });
    expect(report.names).toEqual(NAMES);
    expect(report.tests[1]).toEqual({
      name: ['suite', 'fails'],
      file: 'test/sign.test.js',
      status: 'failed',
      durationMs: report.tests[1]?.durationMs,
      message: 'Expected values to be strictly equal:\n\n1 !== 3\n',
      line: 7,
      runner: 'node:test',
    });
    expect([...(report.coverage?.get('src/sign.js') ?? [])]).toEqual([
      [2, 2],
      [3, 0],
      [5, 2],
    ]);
    expect(report.exitCode).toBe(1);
  });

  test.each([
    ['a file run by itself', 'node test/sign.test.js'],
    ['a reporter of its own', 'node --test --test-reporter=tap'],
    ['a reporter of its own with a destination', 'node --test --test-reporter=tap --test-reporter-destination=out.txt'],
    ['several files by name', 'node --test ./test/sign.test.js'],
  ])('%s', async (_, script) => {
    const { names } = await run({ 'package.json': manifest(script), 'test/sign.test.js': TESTS });
    expect(names).toEqual(NAMES);
  });

  test('adds up the runs of a chain', async () => {
    const one = `import test from 'node:test';\ntest('one', () => {});\n`;
    const { names } = await run({
      'package.json': manifest('node --test a.test.js && node --test b.test.js'),
      'a.test.js': one,
      'b.test.js': one.replace('one', 'two'),
    });
    expect(names).toEqual([
      ['passed', 'one'],
      ['passed', 'two'],
    ]);
  });

  test('counts the lines of a transpiled file for its source', async () => {
    const source = `interface A {\n  x: number;\n}\n\nexport function f(a: A): number {\n  if (a.x > 0) {\n    return 1;\n  }\n  return 2;\n}\n`;
    const { coverage } = await run({
      'package.json': manifest('node --test'),
      'src/a.ts': source,
      'dist/a.js': stripTypeScriptTypes(source, { mode: 'transform', sourceMap: true, sourceUrl: '../src/a.ts' }),
      'a.test.js': `import test from 'node:test';\nimport { f } from './dist/a.js';\ntest('a', () => { f({ x: 1 }); });\n`,
    });
    expect(coverage?.get('src/a.ts')).toEqual(
      new Map([
        [6, 1],
        [7, 1],
        [9, 0],
      ]),
    );
    expect(coverage?.has('dist/a.js')).toBe(false);
  });

  test.each([
    ['a named pipe', `execFileSync('mkfifo', [file]);`],
    ['a link to a device that never ends', `symlinkSync('/dev/zero', file);`],
    ['a folder that is a link out', `symlinkSync('/', 'out');`],
  ])('measures nothing in what a test makes of a source: %s', async (_, make) => {
    const { exitCode, coverage } = await run({
      'package.json': manifest('node --test'),
      'a.test.js': `import test from 'node:test';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const file = 'src/made.js';
${make}
const range = { startOffset: 0, endOffset: 1, count: 1 };
const result = ['src/made.js', 'out/dev/zero.js', 'out/dev/zero'].map((path, id) => ({
  scriptId: String(id),
  url: pathToFileURL(path).href,
  functions: [{ functionName: '', isBlockCoverage: true, ranges: [range] }],
}));
writeFileSync(process.env.NODE_V8_COVERAGE + '/coverage-9-9-9.json', JSON.stringify({ result }));
test('a', () => {});
`,
    });
    expect([exitCode, coverage?.has('src/made.js'), coverage?.has('out/dev/zero.js')]).toEqual([0, false, false]);
  });

  test('leaves out what tests start themselves', async () => {
    const inner = `import test from 'node:test';\ntest('inner', () => { throw new Error('x'); });\n`;
    const outer = `import test from 'node:test';
import { spawnSync } from 'node:child_process';
test('outer', () => {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  if (spawnSync(process.execPath, ['--test', '--test-reporter=tap', 'inner.js'], { env }).status !== 1) throw new Error('it passed');
});
`;
    const { names } = await run({ 'package.json': manifest('node --test outer.test.js'), 'outer.test.js': outer, 'inner.js': inner });
    expect(names).toEqual([['passed', 'outer']]);
  });

  test('a suite that cannot load and a file without tests are named by their path', async () => {
    const { names } = await run({
      'package.json': manifest('node --test'),
      'test/a.test.js': "import './gone.js';\n",
      'test/b.test.js': 'export {};\n',
    });
    expect(names).toEqual([
      ['failed', 'test/a.test.js'],
      ['passed', 'test/b.test.js'],
    ]);
  });

  test.each([
    ['a command without tests', 'node -e 0'],
    ['a script that sets NODE_OPTIONS for a Node by its whole path', `NODE_OPTIONS=--no-warnings '${process.execPath}' --test`],
    ['a test file that ends the process', 'node test/exit.test.js'],
  ])('%s is no answer', async (_, script) => {
    const exit = `import test from 'node:test';\ntest('one', () => {});\ntest('two', () => process.exit(0));\n`;
    await expect(run({ 'package.json': manifest(script), 'test/exit.test.js': exit })).rejects.toThrow(AdapterError);
  });

  test('a planted test fails beside an existing one, as a module and as CommonJS', async () => {
    for (const [name, text] of [
      ['test/a.test.mjs', `import test from 'node:test';\ntest('a', () => {});\n`],
      ['test/a.test.cjs', `require('node:test')('a', () => {});\n`],
      ['test/test-a.cjs', `require('node:test')('a', () => {});\n`],
    ] as const) {
      // A formatter in front of the tests does not see the planted file.
      const files = { 'package.json': manifest('! ls test | grep 6b1e && node --test'), [name]: text };
      const sentinel = await nodeTest().sentinel(treeOf(files), '6b1e-42');
      const { names } = await run(files, { plant: sentinel });
      expect(names.toSorted()).toEqual([
        ['failed', sentinel?.name],
        ['passed', 'a'],
      ]);
    }
  });

  test('where the script names its files, it is planted in one of them', async () => {
    const files = {
      'package.json': manifest('node --test ./checks.js'),
      'checks.js': `import test from 'node:test';\ntest('a', () => {});\n`,
    };
    const sentinel = await nodeTest().sentinel(treeOf(files), 'n0nce');
    expect(sentinel?.path).toBe('checks.js');
    const { names } = await run(files, { plant: sentinel });
    expect(names).toEqual([
      ['passed', 'a'],
      ['failed', 'jidoka sentinel n0nce'],
    ]);
  });

  test('nothing that a test loads replaces an assertion, in its process or in one of its own', async () => {
    const replace = `const of = (name) => process.getBuiltinModule(['node', name].join(':'));
const changes = [of('assert'), of('assert').strict].map((library) => [
  Reflect.set(library, 'equal', () => {}),
  Reflect.defineProperty(library, 'throws', { value: () => {} }),
  Reflect.deleteProperty(library, 'ok'),
  Reflect.set(library, 'ours', () => {}),
]);
export default JSON.stringify(changes);
`;
    const text = `import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import changes from '../src/replace.js';
const kept = '[[false,false,false,true],[false,false,false,true]]';
test('in its process', () => assert.equal(changes, kept));
test('in one of its own', () => {
  const printed = execFileSync(process.execPath, ['-e', "import('./src/replace.js').then((m) => console.log(m.default))"], { encoding: 'utf8' });
  assert.equal(printed.trim(), kept);
});
test('still fails', () => assert.equal(1, 2));
`;
    const { names } = await run({ 'package.json': manifest('node --test'), 'src/replace.js': replace, 'test/a.test.js': text });
    expect(names).toEqual([
      ['passed', 'in its process'],
      ['passed', 'in one of its own'],
      ['failed', 'still fails'],
    ]);
  });

  test('nothing that a test loads replaces what node:test calls tests by', async () => {
    const replace = `const of = (name) => process.getBuiltinModule(['node', name].join(':'));
const { AsyncResource } = of('async_hooks');
const scoped = AsyncResource.prototype.runInAsyncScope;
const swallow = (...given) => { try { return scoped.apply(this, given); } catch {} };
AsyncResource.prototype.runInAsyncScope = swallow;
export default [
  AsyncResource.prototype.runInAsyncScope === scoped,
  Reflect.defineProperty(AsyncResource.prototype, 'runInAsyncScope', { value: swallow }),
  Reflect.set(of('test'), 'test', swallow),
  Reflect.set(of('test'), 'it', swallow),
];
`;
    const text = `import assert from 'node:assert/strict';
import test from 'node:test';
import locked from '../src/replace.js';
test('is locked', () => assert.deepEqual(locked, [true, false, false, false]));
test('still fails', () => assert.equal(1, 2));
`;
    const { names } = await run({ 'package.json': manifest('node --test'), 'src/replace.js': replace, 'test/a.test.js': text });
    expect(names).toEqual([
      ['passed', 'is locked'],
      ['failed', 'still fails'],
    ]);
  });

  test('what is locked serves honest tests as before', async () => {
    const text = `import assert from 'node:assert/strict';
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import test, { mock } from 'node:test';
const store = new AsyncLocalStorage();
class Traced extends AsyncResource {
  runInAsyncScope(...given) {
    return ['traced', super.runInAsyncScope(...given)];
  }
}
const own = new AsyncResource('own');
own.runInAsyncScope = () => 'own';
test('resources', () => {
  const bound = store.run(1, () => AsyncResource.bind(() => store.getStore()));
  assert.deepEqual([bound(), new Traced('t').runInAsyncScope(() => 2), own.runInAsyncScope()], [1, ['traced', 2], 'own']);
});
test('mocks', (t) => {
  const one = { say: () => 1 };
  mock.method(one, 'say', () => 2);
  t.mock.method(AsyncResource, 'bind', () => 3);
  assert.deepEqual([one.say(), AsyncResource.bind()], [2, 3]);
  mock.restoreAll();
  assert.equal(one.say(), 1);
});
`;
    const { names } = await run({ 'package.json': manifest('node --test'), 'test/a.test.js': text });
    expect(names).toEqual([
      ['passed', 'resources'],
      ['passed', 'mocks'],
    ]);
  });

  test('a probe fails at the end of a module and of CommonJS, once however many runs there are', async () => {
    const files = {
      'package.json': manifest('node --test; node --test'),
      'test/a.test.mjs': `import test from 'node:test';\ntest('a', () => {});\n`,
      'test/b.test.cjs': `require('node:test')('b', () => {});`,
      'test/c.test.ts': `import test from 'node:test';\ntest('c', (): void => {});\n`,
    };
    const tool = nodeTest();
    const sentinel = await tool.sentinel(treeOf(files), 'n0nce');
    const probe = tool.probe('n0nce');
    assert(probe !== null);
    const { tests } = await run(files, { plant: sentinel, probed: { ...probe, paths: Object.keys(files).slice(1) } });
    const once = [
      ['failed', 'test/a.test.mjs'],
      ['failed', 'test/b.test.cjs'],
      ['failed', 'test/c.test.ts'],
    ];
    expect(tests.filter(({ name }) => name[0] === probe.name).map(({ status, file }) => [status, file])).toEqual([...once, ...once]);
  });

  test('a named function on one line is covered by its calls, not by its file being loaded', async () => {
    const source = `export function never() { return 1; }
export const neither = (x) => x + 1;
export const empty = () => {};
export const list = [].map((x) => x + 1);
export const named = {
  unused() { return 1; },
  used: () => 2,
};
export class Made {
  unused() { return 1; }
  used() { return 2; }
}
named.used();
new Made().used();
`;
    const report = await run({
      'package.json': manifest('node --test'),
      'src/lines.js': source,
      'test/lines.test.js': "import test from 'node:test';\nimport '../src/lines.js';\ntest('loads', () => {});\n",
    });
    const hits = report.coverage?.get('src/lines.js');
    expect([...(hits ?? [])].filter(([, count]) => count === 0).map(([line]) => line)).toEqual([1, 2, 6, 10]);
  });

  test('a tree without tests has no place for one', async () => {
    expect(await nodeTest().sentinel(treeOf({ 'package.json': manifest('node --test'), 'a.js': '' }), 'n')).toEqual(null);
  });

  test('the folder of the checkout may be reached by a link', async () => {
    using checkout = checkoutWith({ 'package.json': manifest('node --test'), 'src/sign.js': SIGN, 'test/sign.test.js': TESTS });
    const link = `${checkout.dir}-link`;
    symlinkSync(checkout.dir, link);
    const linked = { ...checkout, dir: link, exec: checkout.exec };
    const { tests } = await runTests(nodeTest(), { checkout: linked, coverage: false });
    expect(new Set(tests.map(({ file }) => file))).toEqual(new Set([join('test', 'sign.test.js')]));
  });
});
