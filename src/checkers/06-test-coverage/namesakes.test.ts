import { nodeTest } from '../../tools/node-test/node-test.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import { testChecker } from '../test-checker.ts';

const SIGN = 'export function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n}\n';
const ZERO = SIGN.replace('  return 1;\n', '  if (x === 0) {\n    return 0;\n  }\n  return 1;\n');
const TESTS = `import test from 'node:test';
import assert from 'node:assert/strict';
import { sign } from '../src/sign.js';
test('positive', () => assert.equal(sign(2), 1));
test('negative', () => assert.equal(sign(-2), -1));
`;
const zeroTest = `test('zero', () => assert.equal(sign(0), 0));\n`;
const OLD = "import('node:test').then(({ test }) => test('old', () => Promise.reject(new Error('as before'))));\n";
const rows = (numbers: readonly number[]) =>
  `import test from 'node:test';\nfor (const one of ${JSON.stringify(numbers)}) test(\`row \${one}\`, () => {});\n`;

const NOW =
  "import test from 'node:test';\nfor (const one of [new Date().toISOString(), new Date(), Date.now(), Math.random()]) test(`at ${one}`, () => {});\n";
const dated = (date: string) => `import test from 'node:test';\ntest('parses ${date}', () => {});\n`;

const base = {
  'package.json': JSON.stringify({ private: true, type: 'module', scripts: { test: 'node --test' } }),
  'src/sign.js': SIGN,
  'test/sign.test.js': TESTS,
};

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a test moved to another file, and a row to another table',
      base: { ...base, 'test/rows.test.js': rows([1, 2]), 'test/more.test.js': rows([3]) },
      head: {
        'test/sign.test.js': TESTS.replace(/test\('negative'.*\n/, ''),
        'test/below.test.js': TESTS.replace(/test\('positive'.*\n/, ''),
        'test/rows.test.js': rows([1]),
        'test/more.test.js': rows([2, 3]),
      },
    },
    {
      name: 'tests whose titles say when they run, or what chance gave',
      base: { ...base, 'test/now.test.js': NOW },
      head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest },
    },
    {
      name: 'two tests of one name that fail on base too',
      base: { ...base, 'test/old.test.js': OLD + OLD },
      head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest },
      expect: { findings: [1, 2].map(() => ({ rule: 'test-failed', path: 'test/old.test.js', state: 'unchanged' })) },
    },
  ],
  flagged: [
    {
      name: 'a test that does not run, beside a new one of its name',
      base,
      head: {
        'src/sign.js': `if (process.argv[1]?.endsWith('/sign.test.js')) process.exit(0);\n${SIGN}`,
        'test/other.test.js': TESTS,
      },
      expect: {
        findings: [
          { rule: 'tests-vanished', path: 'test/sign.test.js', line: 4 },
          { rule: 'tests-vanished', path: 'test/sign.test.js', line: 5 },
        ],
      },
    },
    {
      name: 'a row that does not run, as its file ends first, beside a new one of its name',
      base: { ...base, 'test/rows.test.js': rows([1]) },
      head: { 'test/rows.test.js': `process.exit(0);\n${rows([1])}`, 'test/other.test.js': rows([1]) },
      expect: { findings: [{ rule: 'tests-vanished', path: 'test/rows.test.js', line: 1 }] },
    },
    {
      name: 'a test of one date that does not run, beside a new one of another',
      base: { ...base, 'test/dates.test.js': dated('2020-01-01T00:00:00') },
      head: {
        'src/sign.js': ZERO,
        'test/sign.test.js': TESTS + zeroTest,
        'test/dates.test.js': `${dated('2021-01-01T00:00:00')}if (process.argv.length > 9) ${dated('2020-01-01T00:00:00').split('\n')[1]}\n`,
      },
      expect: { findings: [{ rule: 'tests-vanished', path: 'test/dates.test.js', line: 3 }] },
    },
    {
      name: 'a second failure under the name of an old one',
      base: { ...base, 'test/old.test.js': OLD },
      head: { 'test/old.test.js': OLD + OLD },
      expect: {
        findings: [
          { rule: 'test-failed', path: 'test/old.test.js', state: 'unchanged' },
          { rule: 'test-failed', path: 'test/old.test.js', line: 2 },
        ],
      },
    },
  ],
  tools: () => ({ testSuite: testSuite([nodeTest()]) }),
});
