import { nodeTest } from '../../tools/node-test/node-test.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import { testChecker } from '../test-checker.ts';

const manifest = (script: string) => JSON.stringify({ private: true, type: 'module', scripts: { test: script } });

const SIGN = 'export const sign = (x) => Math.sign(x);\n';
const TESTS = `import test from 'node:test';
import assert from 'node:assert/strict';
import { sign } from '../src/sign.js';
test('positive', () => assert.equal(sign(2), 1));
test('negative', () => assert.equal(sign(-2), -1));
`;
const LINT =
  "import { readFileSync } from 'node:fs';\nif (readFileSync('src/sign.js', 'utf8').includes('FIXME')) throw new Error('a FIXME is left');\n";

const base = { 'src/sign.js': SIGN, 'test/sign.test.js': TESTS };

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a step before the tests that passes, and a test that ends a process of its own',
      base: { ...base, 'package.json': manifest('node tools/lint.js && node --test'), 'tools/lint.js': LINT },
      head: {
        'test/exit.test.js':
          "import { spawnSync } from 'node:child_process';\nimport test from 'node:test';\ntest('exit', () => spawnSync(process.execPath, ['-e', 'process.exit(3)']));\n",
      },
    },
  ],
  flagged: [
    {
      name: 'a step before the tests that fails now',
      base: { ...base, 'package.json': manifest('node tools/lint.js && node --test'), 'tools/lint.js': LINT },
      head: { 'src/sign.js': `// FIXME\n${SIGN}` },
      expect: { findings: [{ rule: 'tests-not-reached', path: 'src/sign.js', line: 1 }] },
    },
    {
      name: 'a test that ends the whole run',
      base: { ...base, 'package.json': manifest('node --test --test-isolation=none') },
      // Later, so that the report of the first test is written.
      head: {
        'test/sign.test.js': TESTS.replace(
          "'negative', () =>",
          "'negative', async () => {\n  await wait();\n  process.exit(0);\n}); const wait = () => new Promise((done) => setTimeout(done, 200)); test('other', () =>",
        ),
      },
      expect: { findings: [{ rule: 'tests-not-reached', path: 'test/sign.test.js', line: 7 }] },
    },
    {
      name: 'a step before the tests that fails at base, too',
      base: {
        ...base,
        'package.json': manifest('node tools/lint.js && node --test'),
        'tools/lint.js': LINT,
        'src/sign.js': `// FIXME\n${SIGN}`,
      },
      head: { 'a.md': 'x' },
      expect: { verdict: 'errored', reason: /left no report/ },
    },
  ],
  tools: () => ({ testSuite: testSuite([nodeTest()]) }),
});
