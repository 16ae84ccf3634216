import { nodeTest } from '../../tools/node-test/node-test.ts';
import { vitest } from '../../tools/vitest/vitest.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import type { TestSuite } from '../../tools/tool.ts';
import { type Case, testChecker } from '../test-checker.ts';

const SUITE = testSuite([nodeTest()]);
const manifest = (script: string) => JSON.stringify({ name: 'x', private: true, type: 'module', scripts: { test: script } });

const SIGN = 'export function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n}\n';
const TESTS = `import test from 'node:test';
import assert from 'node:assert/strict';
import { sign } from '../src/sign.js';
test('positive', () => assert.equal(sign(2), 1));
test('negative', () => assert.equal(sign(-2), -1));
`;

const base = { 'package.json': manifest('node --test'), 'src/sign.js': SIGN, 'test/sign.test.js': TESTS };
const ZERO = SIGN.replace('  return 1;\n', '  if (x === 0) {\n    return 0;\n  }\n  return 1;\n');
const zeroTest = `test('zero', () => assert.equal(sign(0), 0));\n`;

const clean: Case[] = [
  { name: 'new code with its test', base, head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest } },
  { name: 'a change of the documentation only: the tests still run', base, head: { 'README.md': '# x\n' } },
  { name: 'a test renamed by the change', base, head: { 'test/sign.test.js': TESTS.replace("'negative'", "'below zero'") } },
  {
    name: 'tests that write what git does not know, and what they found as they found it',
    base: { ...base, 'test/cases.json': '[1]' },
    head: {
      'test/data.test.js': `import { writeFileSync } from 'node:fs';\nimport test from 'node:test';\ntest('data', () => ['cases', 'more'].forEach((name) => writeFileSync('test/' + name + '.json', '[1]')));\n`,
    },
  },
  { name: 'a test file moved', base, head: { 'test/sign.test.js': null, 'test/math/sign.test.js': TESTS.replace('../src', '../../src') } },
  {
    name: 'a test that fails on base too',
    base: {
      ...base,
      'test/old.test.js': `import test from 'node:test';\ntest('old', () => { throw new Error('now ' + process.pid); });\n`,
    },
    head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest },
    expect: { findings: [{ rule: 'test-failed', path: 'test/old.test.js', state: 'unchanged' }] },
  },
  {
    name: 'a base whose tests cannot be run',
    base: { ...base, 'package.json': manifest('node broken.js && node --test'), 'broken.js': 'process.exit(1);\n' },
    head: { 'broken.js': '' },
    expect: { findings: [{ rule: 'base-not-run', path: '.' }] },
  },
  {
    name: 'a title that holds the folder of the run',
    base: {
      ...base,
      'test/sign.test.js': TESTS + 'test(`from ${process.cwd()}`, () => assert.equal(sign(3), 1));\n',
    },
    head: { 'README.md': '# x\n' },
  },
  {
    name: 'a script that names its test files',
    base: { ...base, 'package.json': manifest('node --test ./test/sign.test.js') },
    head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest },
  },
  {
    name: 'a script and a declaration that use what tests use',
    base: {
      ...base,
      'test/names.js': 'export const names = () => [];\n',
      'scripts/print.js': "import { names } from '../test/names.js';\nnames();\n",
    },
    head: { 'test/names.js': 'export const names = () => {\n  return [1];\n};\n' },
  },
  {
    name: 'a type declaration, a comment and a configuration file need no test',
    base: { ...base, 'src/unused.js': 'export const x = 1;\n' },
    head: {
      'src/unused.js': '// why\nexport const x = 1;\n',
      'src/types.d.ts': 'export type A = 1;\n',
      'some.config.js': 'export default {};\n',
    },
  },
];

const flagged: Case[] = [
  {
    name: 'a failing test, at its line',
    base,
    head: { 'src/sign.js': SIGN.replace('return -1', 'return 1') },
    expect: { findings: [{ rule: 'test-failed', path: 'test/sign.test.js', line: 5 }] },
  },
  {
    name: 'a test that passes when run again',
    base,
    head: {
      'test/flaky.test.js': `import test from 'node:test';
import { existsSync, writeFileSync } from 'node:fs';
const mark = process.cwd().replace(/head-testbed.*/, 'tried');
test('flaky', () => {
  if (existsSync(mark)) return;
  writeFileSync(mark, '');
  throw new Error('first time');
});
`,
    },
    expect: { findings: [{ rule: 'flaky-test', path: 'test/flaky.test.js', line: 4 }] },
  },
  {
    name: 'a step after the tests',
    base: { ...base, 'package.json': manifest('node --test && node after.js'), 'after.js': '' },
    head: { 'after.js': 'process.exit(2);\n' },
    expect: {
      findings: [{ rule: 'test-command-failed', path: '.' }],
    },
  },
  {
    name: 'a step after the tests that says where',
    base: { ...base, 'package.json': manifest('node --test && node after.js'), 'after.js': '' },
    head: { 'after.js': "console.log('after');\nthrow new Error('broken');\n" },
    expect: {
      findings: [{ rule: 'test-command-failed', path: 'after.js', line: 2 }],
    },
  },
  {
    name: 'a step after the tests that writes into an installed package, which can only be read',
    base: { ...base, 'package.json': manifest('node --test && node after.js'), 'after.js': '' },
    head: {
      'after.js':
        'console.error("error TS5033: EROFS: read-only file system, open \'/x/node_modules/vitest/dist/tmp\'");\nprocess.exit(1);\n',
    },
    expect: { verdict: 'errored', reason: /wrote into an installed package/ },
  },
  {
    name: 'a test that is still there and does not run',
    base,
    head: { 'test/sign.test.js': TESTS.replace("test('negative'", "if (process.env.SLOW) test('negative'"), 'src/sign.js': SIGN },
    expect: {
      findings: [
        { rule: 'coverage-shrunk', path: 'src/sign.js', line: 3 },
        { rule: 'tests-vanished', path: 'test/sign.test.js', line: 5 },
      ],
    },
  },
  {
    name: 'a test file that the patterns do not find any more',
    base: {
      ...base,
      'test/other.test.js': `import test from 'node:test';\ntest('other', () => {});\n`,
      'run.js': runner('*'),
      'package.json': manifest('node run.js'),
    },
    head: { 'run.js': runner('sign*') },
    expect: { findings: [{ rule: 'tests-vanished', path: 'test/other.test.js', line: 2 }] },
  },
  {
    name: 'a test moved to a file that does not run',
    base,
    head: {
      'test/sign.test.js': TESTS.replace(/test\('negative'.*\n/, ''),
      'fixtures/sign-cases.js': TESTS.replace(/test\('positive'.*\n/, ''),
    },
    expect: {
      findings: [
        { rule: 'coverage-shrunk', path: 'src/sign.js', line: 3 },
        { rule: 'tests-vanished', path: 'test/sign.test.js' },
      ],
    },
  },
  {
    name: 'tests rewritten by the build',
    base: {
      ...base,
      'package.json': JSON.stringify({ type: 'module', scripts: { build: 'sh build.sh', test: 'node --test' } }),
      'build.sh': 'echo built > out.txt\n',
    },
    head: { 'build.sh': "sed -i 's/assert.equal(sign(-2), -1)/sign(-2)/' test/sign.test.js\n", 'src/sign.js': SIGN.replace('-1', '1') },
    expect: { verdict: 'errored', reason: /the build rewrote test\/sign\.test\.js/ },
  },
  ...Object.entries({
    'a name of `imports`': "export { sign } from '#sign';\n",
    'a pattern of `imports`': "export { sign } from '#lib/sign.js';\n",
    'the own name and `exports`': "export { sign } from 'x/sign';\n",
    'a URL': "export const { sign } = await import(new URL('../.lib/sign.js', import.meta.url));\n",
    'an escape': "export { sign } from '..\\/.lib/sign.js';\n",
  }).map(([by, text]) => ({
    name: `production code in a folder with a dot, reached by ${by}`,
    base: {
      ...base,
      'package.json': JSON.stringify({
        ...JSON.parse(manifest('node --test')),
        imports: { '#sign': { node: './.lib/sign.js', default: './.lib/sign.js' }, '#lib/*': './.lib/*' },
        exports: { './sign': './.lib/sign.js' },
      }),
    },
    head: { 'src/sign.js': text, '.lib/sign.js': `${ZERO}export function other(a) {\n  if (a) {\n    return 1;\n  }\n  return 2;\n}\n` },
    expect: { findings: [{ rule: 'changed-line-uncovered', path: '.lib/sign.js', line: 6 }] },
  })),
  ...['test/lib/', '.lib/', 'src/sign.config/', 'lib/__fixtures__/'].map((folder) => {
    const path = folder.endsWith('.config/') ? 'src/sign.config.js' : `${folder}sign.js`;
    return {
      name: `production code put into ${path}`,
      base,
      head: {
        'src/sign.js': `export { sign } from '../${path}';\n`,
        [path]: `${ZERO}export function other(a) {\n  if (a) {\n    return 1;\n  }\n  return 2;\n}\n`,
      },
      expect: { findings: [{ rule: 'changed-line-uncovered', path, line: 6 }] },
    };
  }),
  {
    name: 'a new test file that ends before its tests',
    base,
    head: {
      'src/sign.js': ZERO,
      'test/zero.test.js': `${TESTS.replaceAll("'positive'", "'one'").replaceAll("'negative'", "'two'")}sign(0);\nprocess.exit(0);\n`,
    },
    expect: {
      findings: [
        { rule: 'test-not-run', path: 'test/zero.test.js', line: 4 },
        { rule: 'test-not-run', path: 'test/zero.test.js', line: 5 },
      ],
    },
  },
  {
    name: 'a test put out of sight by a change that repairs the base',
    base: {
      ...base,
      'package.json': manifest('node broken.js && node --test'),
      'broken.js': 'process.exit(1);\n',
      'test/other.test.js': TESTS,
    },
    head: { 'broken.js': '', 'test/sign.test.js': null, 'checks/sign.js': TESTS.replaceAll("'negative'", "'below zero'") },
    expect: {
      findings: [
        { rule: 'base-not-run', path: '.' },
        { rule: 'tests-vanished', path: 'checks/sign.js', line: 4 },
        { rule: 'changed-file-not-in-report', path: 'checks/sign.js', line: 5 },
      ],
    },
  },
  {
    name: 'a changed source rewritten by the build',
    base: {
      ...base,
      'package.json': JSON.stringify({ type: 'module', scripts: { build: 'sh build.sh', test: 'node --test' } }),
      'build.sh': 'echo built > out.txt\n',
    },
    head: { 'build.sh': "sed -i 's/return 2/return 1/' src/sign.js\n", 'src/sign.js': SIGN.replace('return 1', 'return 2') },
    expect: { verdict: 'errored', reason: /the build rewrote src\/sign\.js/ },
  },
  {
    name: 'a changed source rewritten by its test',
    base,
    head: {
      'src/sign.js': SIGN.replace('return 1', 'return 2'),
      'test/sign.test.js': `import { writeFileSync } from 'node:fs';\nwriteFileSync('src/sign.js', ${JSON.stringify(SIGN)});\n${TESTS.replace("import { sign } from '../src/sign.js';", "const { sign } = await import('../src/sign.js');")}`,
    },
    expect: { verdict: 'errored', reason: /the tests rewrote src\/sign\.js/ },
  },
  {
    name: 'data of the tests rewritten by a new one',
    base: { ...base, 'test/cases.json': '[1]' },
    head: {
      'test/data.test.js': `import { writeFileSync } from 'node:fs';\nimport test from 'node:test';\ntest('data', () => writeFileSync('test/cases.json', '[2]'));\n`,
    },
    expect: { verdict: 'errored', reason: /the tests rewrote test\/cases\.json/ },
  },
  {
    name: 'a test skipped by the change',
    base,
    head: { 'test/sign.test.js': TESTS.replace("test('negative'", "test.skip('negative'") },
    expect: {
      findings: [
        { rule: 'coverage-shrunk', path: 'src/sign.js', line: 3 },
        { rule: 'newly-skipped', path: 'test/sign.test.js', line: 5 },
      ],
    },
  },
  {
    name: 'new lines that no test runs',
    base,
    head: { 'src/sign.js': ZERO },
    options: { threshold: 100 },
    expect: { findings: [{ rule: 'changed-line-uncovered', path: 'src/sign.js', line: 6 }] },
  },
  {
    name: 'a new file that no test loads',
    base,
    head: { 'src/new.js': 'export const x = 1;\nexport const y = 2;\n' },
    expect: { findings: [{ rule: 'changed-file-not-in-report', path: 'src/new.js', line: 1 }] },
  },
  {
    name: 'tests and no command that runs them',
    base: { 'package.json': '{}', 'test/a.test.js': '' },
    head: { 'a.js': '2;\n' },
    expect: { verdict: 'errored', reason: /no command that runs them/ },
  },
  {
    name: 'a command that runs no test',
    base: { ...base, 'test/sign.test.js': '', 'package.json': manifest('node --test none') },
    head: { 'a.md': 'x' },
    expect: { verdict: 'errored', reason: /ran no test|left no report/ },
  },
  {
    name: 'patterns narrowed by the change: the planted test is not found',
    base,
    head: { 'test/sign.test.js': TESTS, 'test/jidoka.txt': '', 'package.json': manifest('node --test test/sign*') },
    expect: { verdict: 'errored', reason: /a failing test planted at test\/jidoka-.* did not fail/ },
  },
];

function runner(pattern: string): string {
  return `process.exitCode = (await import('node:child_process')).spawnSync(process.execPath, ['--test', 'test/${pattern}.test.js'], { stdio: 'inherit' }).status;\n`;
}

testChecker(import.meta.url, { clean, flagged, tools: () => ({ testSuite: SUITE }) });

/** A runner without a coverage provider. */
const withoutCoverage: TestSuite = {
  ...SUITE,
  run: async (request) => ({ ...(await SUITE.run(request)), coverage: null, coverageReason: 'no coverage provider installed' }),
};

testChecker(import.meta.url, {
  clean: [
    {
      name: 'coverage that cannot be measured is said, and tests are judged',
      base,
      head: { 'src/sign.js': ZERO },
      expect: { findings: [{ rule: 'coverage-not-measured', path: '.' }] },
    },
  ],
  flagged: [
    {
      name: 'coverage that is required and cannot be measured',
      base,
      head: { 'src/sign.js': ZERO },
      options: { coverage: 'required' },
      expect: { findings: [{ rule: 'coverage-required', path: '.' }] },
    },
  ],
  tools: () => ({ testSuite: withoutCoverage }),
});

const BOTH = testSuite([nodeTest(), vitest()]);

/** Reports only what passes. */
const forging: TestSuite = {
  ...SUITE,
  run: async (request) => {
    const report = await SUITE.run(request);
    return { ...report, tests: report.tests.filter(({ status }) => status === 'passed'), exitCode: 0 };
  },
};

testChecker(import.meta.url, {
  clean: [
    {
      name: 'neither tests nor a command',
      base: { 'package.json': '{}', 'a.js': '1;\n' },
      head: { 'a.js': '2;\n' },
      expect: { verdict: 'not-applicable', reason: /no test command, and neither/ },
    },
  ],
  flagged: [
    {
      name: 'a runner whose report cannot be read, by name',
      base: { ...base, 'package.json': manifest('karma start') },
      head: { 'src/sign.js': ZERO },
      expect: { verdict: 'errored', reason: /`npm run test` runs tests with karma, whose report cannot be read/ },
    },
    {
      name: 'a second runner that leaves no report',
      base: { ...base, 'package.json': manifest('node --test || ./node_modules/.bin/vitest run') },
      head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest },
      expect: { verdict: 'errored', reason: /left no report of vitest/ },
    },
    {
      name: 'a failure that may have ended the command before its second runner',
      base: { ...base, 'package.json': manifest('node --test && ./node_modules/.bin/vitest run') },
      head: { 'src/sign.js': SIGN.replace('return -1', 'return 1') },
      expect: {
        findings: [
          { rule: 'test-failed', path: 'test/sign.test.js', line: 5 },
          { rule: 'tests-not-reached', path: 'test/sign.test.js', line: 5 },
        ],
      },
    },
    {
      name: 'a report that says nothing about the planted test',
      base,
      head: { 'src/sign.js': ZERO, 'test/sign.test.js': TESTS + zeroTest },
      expect: {
        verdict: 'errored',
        reason: /a failing test planted at test\/jidoka-b5e6c1f0a9d84c6e\.test\.js did not fail in the report/,
      },
    },
  ],
  tools: ({ unreadTests, testRunners }) => ({ testSuite: unreadTests.length > 0 ? null : testRunners.length > 1 ? BOTH : forging }),
});
