import { expect, test } from 'vitest';
import type { WaiverBook } from '../../domain/waiver.ts';
import { nodeTest } from '../../tools/node-test/node-test.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import type { TestSuite } from '../../tools/tool.ts';
import { type Case, testChecker } from '../test-checker.ts';
import { names } from './new-tests.ts';

const HEAD = "import test from 'node:test';\nimport assert from 'node:assert/strict';\nimport { sign } from '../src/sign.js';\n";
const is = (title: string, x: number, y: number) => `test('${title}', () => assert.equal(sign(${x}), ${y}));\n`;
const SIGN = 'export function sign(x) {\n  return x < 0 ? -1 : 1;\n}\n';
const ZERO = 'export function sign(x) {\n  return x < 0 ? -1 : x > 0 ? 1 : 0;\n}\n';
const base = {
  'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
  'src/sign.js': SIGN,
  // AC-1 of an order that has been carried out.
  'test/sign.test.js': HEAD + is('AC-1: positive', 2, 1),
};
const workOrder = {
  criteria: [
    { id: 'AC-1', text: 'Zero has no sign.' },
    { id: 'AC-2', text: 'Others keep theirs.' },
  ],
};

/** Fails in the first checkout of a side and passes in the next. */
const flaky = (side: string, sure = '') =>
  `import test from 'node:test';
import { existsSync, writeFileSync } from 'node:fs';
const mark = process.cwd().replace(/(base|head)-testbed.*/, '$1-tried');
test('flaky', () => {
  ${sure}
  if (!/${side}/.test(mark) || existsSync(mark)) return;
  writeFileSync(mark, '');
  throw new Error('first time');
});
`;
const OF_FLAKE = { rule: 'flaky-test', path: 'test/flaky.test.js', line: 4 };

const waivers: WaiverBook = {
  inForce: [
    {
      fingerprint: '0'.repeat(32),
      checker: 'test-coverage',
      rule: 'flaky-test',
      path: 'test/flaky.test.js',
      reason: 'Known since May',
      expires: '2099-01-01',
      from: 'base',
    },
  ],
  faults: [],
  isSettled: true,
};

const clean: Case[] = [
  {
    name: 'a criterion whose test fails without the change, among tests that do not',
    base,
    head: { 'src/sign.js': ZERO, 'test/sign.test.js': HEAD + is('AC-1: positive', 2, 1) + is('AC-1: zero', 0, 0) + is('AC-1: five', 5, 1) },
    workOrder: { criteria: workOrder.criteria.slice(0, 1) },
    expect: {
      findings: [
        { rule: 'criterion-proven', path: 'test/sign.test.js', line: 5 },
        { rule: 'new-test-passes-on-base', path: 'test/sign.test.js', line: 6 },
      ],
    },
  },
  {
    name: 'a criterion whose test file does not load without the change',
    base,
    head: {
      'src/zero.js': 'export const zero = 0;\n',
      'test/zero.test.js': `${HEAD.replace('{ sign }', '{ zero }').replace('sign.js', 'zero.js')}test('AC-2: zero', () => assert.equal(zero, 0));\n`,
    },
    workOrder,
    expect: { findings: [{ rule: 'criterion-proven', path: 'test/zero.test.js', line: 4 }] },
  },
  {
    name: 'a flake of the base commit, in a change that does not know it',
    base: { ...base, 'test/flaky.test.js': flaky('.') },
    head: { 'README.md': 'x\n' },
    expect: { findings: [{ ...OF_FLAKE, state: 'unchanged' }] },
  },
];

const flagged: Case[] = [
  {
    name: 'a criterion whose tests pass without the change, or are skipped',
    base,
    head: {
      'src/sign.js': ZERO,
      'test/more.test.js': HEAD + is('AC-1: five', 5, 1) + is('AC-2: six', 6, 1).replace('test(', 'test.skip('),
    },
    workOrder,
    expect: {
      findings: [
        { rule: 'criterion-not-proven', path: 'test/more.test.js', line: 4 },
        { rule: 'new-test-passes-on-base', path: 'test/more.test.js', line: 4 },
        { rule: 'criterion-not-proven', path: 'test/more.test.js', line: 5 },
      ],
    },
  },
  {
    name: 'a test that the change breaks, and that failed on the base commit by chance',
    base: {
      ...base,
      'src/on.js': 'export const on = true;\n',
      'test/flaky.test.js': `import { on } from '../src/on.js';\n${flaky('base', 'if (!on) throw new Error();')}`,
    },
    head: { 'src/on.js': 'export const on = false;\n' },
    expect: { findings: [{ rule: 'test-failed', path: 'test/flaky.test.js', line: 6 }] },
  },
  {
    name: 'a flake of the base commit, and a test that is lost beside it',
    base: { ...base, 'test/flaky.test.js': flaky('.') },
    head: { 'test/sign.test.js': HEAD + is('AC-1: positive', 2, 1).replace('test(', 'if (process.env.NONE) test(') },
    expect: {
      findings: [
        { rule: 'coverage-shrunk', path: 'src/sign.js', line: 2 },
        { ...OF_FLAKE, state: 'unchanged' },
        { rule: 'tests-vanished', path: 'test/sign.test.js', line: 4 },
      ],
    },
  },
  {
    name: 'a flake of the base commit, and a criterion that nothing proves',
    base: { ...base, 'test/flaky.test.js': flaky('.') },
    head: { 'src/sign.js': ZERO, 'test/more.test.js': HEAD + is('AC-1: five', 5, 1) },
    workOrder,
    expect: {
      findings: [
        { ...OF_FLAKE, state: 'unchanged' },
        { rule: 'criterion-not-proven', path: 'test/more.test.js', line: 4 },
        { rule: 'new-test-passes-on-base', path: 'test/more.test.js', line: 4 },
      ],
    },
  },
  {
    name: 'a flake that may be waived, and a test that is lost beside it',
    base: { ...base, 'test/flaky.test.js': flaky('none') },
    head: {
      'test/flaky.test.js': flaky('head'),
      'test/sign.test.js': HEAD + is('AC-1: positive', 2, 1).replace('test(', 'if (process.env.NONE) test('),
    },
    waivers,
    expect: {
      findings: [
        { rule: 'coverage-shrunk', path: 'src/sign.js', line: 2 },
        OF_FLAKE,
        { rule: 'tests-vanished', path: 'test/sign.test.js', line: 4 },
      ],
    },
  },
];

const SUITE = testSuite([nodeTest()]);

testChecker(import.meta.url, { clean, flagged, tools: () => ({ testSuite: SUITE }) });

/** Leaves a report of no test where none passes, as uvu does of files that cannot load what they test. */
const notLoading: TestSuite = {
  ...SUITE,
  run: async (request) => {
    const report = await SUITE.run(request);
    return report.tests.some(({ status }) => status === 'passed') ? report : { ...report, tests: [] };
  },
};

testChecker(import.meta.url, {
  clean: [{ name: 'a runner that is kept from nothing', base, head: { 'src/sign.js': `// Of a number.\n${SIGN}` } }],
  flagged: [
    {
      name: 'a runner that is kept from all its tests, which ran before',
      base,
      head: { 'src/sign.js': `throw new Error('no');\n${SIGN}` },
      expect: { findings: [{ rule: 'tests-not-reached', path: 'src/sign.js', line: 1 }] },
    },
  ],
  tools: () => ({ testSuite: notLoading }),
});

test.each([
  ['AC-1: adds', true],
  ['AC-12 adds', false],
  ['adds (AC-1, AC-2)', true],
  ['test_ac_1_adds', true],
  ['TestAC1Adds', true],
  ['testAc1Adds', true],
  ['mac-1', false],
  ['TestTRAC1', false],
])('does %s name AC-1: %s', (title, expected) => {
  expect(names({ name: ['suite', title] }, { id: 'AC-1' })).toBe(expected);
});
