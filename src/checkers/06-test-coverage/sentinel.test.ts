import { AdapterError } from '../../domain/error.ts';
import { nodeTest } from '../../tools/node-test/node-test.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import type { TestSuite } from '../../tools/tool.ts';
import { testChecker } from '../test-checker.ts';

const SUITE = testSuite([nodeTest()]);
const manifest = (script: string) => JSON.stringify({ name: 'x', private: true, type: 'module', scripts: { test: script } });
const SIGN = 'export function sign(x) {\n  return x < 0 ? -1 : 1;\n}\n';
const TESTS = `import test from 'node:test';
import assert from 'node:assert/strict';
import { sign } from '../src/sign.js';
test('positive', () => assert.equal(sign(2), 1));
`;
const base = { 'package.json': manifest('node --test'), 'src/sign.js': SIGN, 'test/sign.test.js': TESTS };
/** Its tests run from where a script puts them, and beside what never runs. */
const built = {
  'package.json': JSON.stringify({
    name: 'x',
    type: 'module',
    scripts: { pretest: 'node build.js', test: 'node --test out/lib/*.test.js' },
  }),
  'build.js': `import { cpSync } from 'node:fs';\ncpSync('src/lib', 'out/lib', { recursive: true });\n`,
  'examples/sign.test.js': TESTS,
  'src/sign.js': SIGN,
  'src/lib/sign.test.js': TESTS.replace('../src', '../../src'),
  '.gitignore': 'out\n',
};
const head = { 'src/sign.js': SIGN.replace('-1', '-2') };

/** A stand-in for what swallows failures in the files called so. */
const swallowing: TestSuite = {
  ...SUITE,
  run: async (request) => {
    const report = await SUITE.run(request);
    const isSwallowed = ({ name, file }: (typeof report.tests)[number]) =>
      file === 'test/swallows.test.js' && request.planted?.get('node:test')?.probed?.text.includes(`'${name.at(-1)}'`);
    return { ...report, tests: report.tests.map((test) => (isSwallowed(test) ? { ...test, status: 'passed' } : test)) };
  },
};

testChecker(import.meta.url, {
  clean: [
    { name: 'tests that fail when one fails at their end', base, head },
    { name: 'tests that a script puts elsewhere before they run', base: built, head },
    { name: 'a helper below the tests', base, head: { ...head, 'test/helpers.js': 'export {};\n' } },
  ],
  flagged: [
    {
      name: 'failures that are swallowed in one test file',
      base,
      head: { ...head, 'test/swallows.test.js': TESTS },
      expect: { verdict: 'errored', reason: /planted at the end of test\/swallows\.test\.js was reported as passed/ },
    },
  ],
  tools: () => ({ testSuite: swallowing }),
});

/** Where nothing can be added to the tests, so that the whole run has no answer. */
const unprobed: TestSuite = {
  ...SUITE,
  run: async (request) => {
    if (request.planted?.get('node:test')?.probed !== undefined) throw new AdapterError('INCOMPLETE_REPORT', 'the test report stops');
    return await SUITE.run(request);
  },
};

testChecker(import.meta.url, {
  clean: [{ name: 'tests to which nothing can be added', base, head }],
  flagged: [
    {
      name: 'tests to which nothing can be added, and narrowed',
      base,
      head: { ...head, 'package.json': manifest('node --test test/sign*') },
      expect: { verdict: 'errored', reason: /a failing test planted at test\/jidoka-.* did not fail/ },
    },
  ],
  tools: () => ({ testSuite: unprobed }),
});
