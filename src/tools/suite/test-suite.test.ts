import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutWith, signal } from '../fixtures/checkout-with.ts';
import { nodeTest } from '../node-test/node-test.ts';
import { vitest } from '../vitest/vitest.ts';
import { testSuite } from './test-suite.ts';

const manifest = (script: string) => JSON.stringify({ name: 'x', private: true, type: 'module', scripts: { test: script } });
const BOTH = 'node --test a.test.js; vitest run b.spec.ts';
const FILES = {
  'a.test.js': "import test from 'node:test';\nimport './src.js';\ntest('one', () => {});\n",
  'b.spec.ts': "import { test } from 'vitest';\nimport './src.js';\ntest('two', () => { throw new Error('no'); });\n",
  'src.js': 'export const x = 1;\n',
};

/** With this repository's own vitest, which has no coverage provider. */
async function run(script: string, expected?: readonly string[]) {
  using checkout = checkoutWith({ ...FILES, 'package.json': manifest(script) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(checkout.dir, 'node_modules'));
  const report = await testSuite([nodeTest(), vitest()], expected).run({ checkout, command: 'npm test', coverage: true, signal });
  return {
    tests: report.tests.map(({ runner, status, file, name }) => [runner, status, file, ...name]),
    tools: report.tools.map(({ name }) => name),
    missing: report.missing?.message.split('\n')[0] ?? null,
    coverage: report.coverage?.keys().toArray() ?? report.coverageReason,
  };
}

const ONE = ['node:test', 'passed', 'a.test.js', 'one'];

describe('two runners in one command', () => {
  test('both leave a report; coverage is that of both or none', async () => {
    expect(await run(BOTH)).toEqual({
      tests: [ONE, ['vitest', 'failed', 'b.spec.ts', 'two']],
      tools: ['node:test', 'vitest'],
      missing: null,
      coverage: 'no coverage provider installed',
    });
  });

  test('one that leaves none is said, where it is expected', async () => {
    const alone = { tests: [ONE], tools: ['node:test'], coverage: ['a.test.js', 'src.js'] };
    expect([await run('node --test a.test.js'), await run('node --test a.test.js', ['node:test'])]).toEqual([
      { ...alone, missing: '`npm test` (exit code 0) left no report of vitest' },
      { ...alone, missing: null },
    ]);
  });

  test('none at all is no answer, whatever was expected', async () => {
    await expect(run('true')).rejects.toThrow('left no report of node:test and vitest');
    await expect(run('true', [])).rejects.toMatchObject({
      message: expect.stringMatching(/left no report of any test runner that is read$/m),
      hint: expect.stringMatching(/set commands\.test in \.jidoka\/config\.yaml to the command that starts it/),
    });
  });
});

describe('a script that sets NODE_OPTIONS itself', () => {
  test.each(['NODE_OPTIONS=--no-warnings node --test a.test.js', 'env -u NODE_OPTIONS node --test a.test.js'])(
    'is heard: %s',
    async (script) => {
      using checkout = checkoutWith({ ...FILES, 'package.json': manifest(script) });
      const { tests, coverage } = await testSuite([nodeTest()]).run({ checkout, command: 'npm test', coverage: true, signal });
      expect([tests.map(({ name }) => name), coverage?.keys().toArray()]).toEqual([[['one']], ['a.test.js', 'src.js']]);
    },
  );

  test('and in a test does not make what that starts a part of the run', async () => {
    const starts =
      "import { execSync } from 'node:child_process';\nimport test from 'node:test';\ntest('one', () => { execSync('env -u NODE_TEST_CONTEXT NODE_OPTIONS= node --test inner.js'); });\n";
    using checkout = checkoutWith({
      'package.json': manifest('node --test a.test.js'),
      'a.test.js': starts,
      'inner.js': "import test from 'node:test';\ntest('inner', () => {});\n",
    });
    const { tests } = await testSuite([nodeTest()]).run({ checkout, command: 'npm test', coverage: false, signal });
    expect(tests.map(({ name }) => name)).toEqual([['one']]);
  });
});
