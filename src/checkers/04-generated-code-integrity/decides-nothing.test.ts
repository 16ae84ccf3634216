import { testChecker } from '../test-checker.ts';
import { APP, at, finds, TEST } from './fixtures/app.ts';

const replaced = (from: string | RegExp, to: string) => ({ base: APP, head: { 'test/page.test.ts': TEST.replace(from, to) } });

const ASSERT = "import assert from 'node:assert/strict';\n";
const BY_HELPER = TEST.replace(/import assert.*/, "import { assertSame } from './same.ts';").replaceAll('assert.deepEqual', 'assertSame');
const helped = (text: string, more: Record<string, string> = {}) => ({
  base: APP,
  head: { 'test/page.test.ts': BY_HELPER, 'test/same.ts': text, ...more },
});
const EMPTY = 'export function assertSame(a: unknown, b: unknown) {\n  return a === b;\n}\n';

testChecker(import.meta.url, {
  clean: [
    ...Object.entries({
      asserts: helped(`${ASSERT}export const assertSame = (a: unknown, b: unknown) => assert.deepEqual(a, b);\n`),
      'throws by itself': helped(EMPTY.replace('return a === b', "if (String(a) !== String(b)) throw new Error('differs')")),
      'asks a function of its file that throws': helped(
        `${EMPTY.replace('return a === b', 'same(a, b)')}const same = (a: unknown, b: unknown) => {\n  if (a !== b) throw new Error();\n};\n`,
      ),
      'asks another file': helped(`import { same } from './deep.ts';\n${EMPTY.replace('return a === b', 'same(a, b)')}`, {
        'test/deep.ts': `${ASSERT}export const same = (a: unknown, b: unknown) => assert.deepEqual(a, b);\n`,
      }),
      'waits for what may be rejected': helped(EMPTY.replace('function', 'async function').replace('return a === b', 'await a')),
      'is handed on by another file': helped("export { same as assertSame } from './deep.ts';\n", {
        'test/deep.ts': `${ASSERT}export const same = (a: unknown, b: unknown) => assert.deepEqual(a, b);\n`,
      }),
    }).map(([what, change]) => ({ name: `assertions by a helper that ${what}`, ...change })),
    {
      name: 'options of a test given a name, and a second test with more of them',
      base: { ...APP, 'test/page.test.ts': TEST.replace("empty', () =>", "empty', { timeout: 100 }, () =>") },
      head: {
        'test/page.test.ts': `${TEST.replace("test('a page of nobody is empty', () =>", "const patient = { timeout: 100 };\n\ntest('a page of nobody is empty', patient, () =>")}test('new', { retry: 2 }, () => {});\n`,
      },
    },
    ...Object.entries({
      'for each index of some': `for (let at = 0; at < 3; at += 1) assert.deepEqual(page([], at), []);`,
      'before a break': `done: for (const at of [0, 1]) {\n    assert.deepEqual(page([], at), []);\n    if (at === 0) break done;\n  }`,
      'of what is there': `[page([], 0)].filter(Boolean).map((one) => assert.deepEqual(one, []));`,
      'of results that may be rejected': `return Promise.allSettled([page([], 0)]).then(([one]) => assert.deepEqual(one?.status, 'fulfilled'));`,
      'in a timer that is waited for': `return new Promise<void>((resolve) => setTimeout(() => {\n    assert.deepEqual(page([], 0), []);\n    resolve();\n  }, 1));`,
    }).map(([name, now]) => ({ name: `an assertion ${name}`, ...replaced('assert.deepEqual(page([], 0), []);', now) })),
  ],
  flagged: [
    ...['', 'void '].map((how) => {
      const waiting = (before: string) =>
        TEST.replace('assert.deepEqual(page([], 0), [])', `${before}expect(page([], 0)).rejects.toThrow('none')`);
      return {
        name: `a rejection that nobody waits for: ${how}expect`,
        base: { ...APP, 'test/page.test.ts': waiting('return ') },
        head: { 'test/page.test.ts': waiting(how) },
        expect: finds('assertion-removed', 'test/page.test.ts', 11),
      };
    }),
    ...Object.entries({
      'asserts nothing': helped(EMPTY),
      'asserts nothing under another name': helped(
        `${EMPTY.replace('export function assertSame', 'function same')}export { same as assertSame };\n`,
      ),
      'asserts nothing and is handed on': helped("export { assertSame } from './deep.ts';\n", { 'test/deep.ts': EMPTY }),
      'asserts what is so anyway': helped(`${ASSERT}${EMPTY.replace('return a === b', 'if (a === b) assert.equal(a, b)')}`),
      'is an object of the repository': {
        base: APP,
        head: {
          'test/page.test.ts': TEST.replace(/import assert.*/, "const tool = require('./tool.cjs');").replaceAll(
            'assert.deepEqual',
            'tool.deepEqual',
          ),
          'test/tool.cjs': 'exports.deepEqual = (a, b) => a === b;\n',
        },
      },
    }).map(([what, change]) => ({
      name: `assertions by one that ${what}`,
      ...change,
      expect: {
        findings: [6, 11].map((line) => ({ rule: 'assertion-removed', path: 'test/page.test.ts', line })),
      },
    })),
    {
      name: 'an assertion less beside a helper that checks nothing',
      base: APP,
      head: {
        'test/page.test.ts': TEST.replace("assert.deepEqual(page(['a', 'b'], 2), [])", "checkSame(page(['a', 'b'], 2), [])").replace(
          /^/,
          "import { checkSame } from './same.ts';\n",
        ),
        'test/same.ts': EMPTY.replace('assertSame', 'checkSame'),
      },
      expect: finds('assertion-removed', 'test/page.test.ts', 8),
    },
    ...Object.entries({
      'an assertion that compares two calls of the same': `assert.deepEqual(page([], 0), page([], 0));`,
      'an assertion for each index below none': `for (let at = 0; at < 0; at += 1) assert.deepEqual(page([], at), []);`,
      'an assertion for each key of nothing': `for (const key in {}) assert.deepEqual(page([], key), []);`,
      'an assertion behind a break': `done: {\n    if (page([], 0).length > 0) break done;\n    assert.deepEqual(page([], 0), []);\n  }`,
      'an assertion of those that are right anyway': `[page([], 0)].filter((one) => one.length === 0).forEach((one) => assert.deepEqual(one, []));`,
      'an assertion whose rejection a second function takes': `run(() => assert.deepEqual(page([], 0), [])).then(undefined, () => undefined);`,
      'an assertion among what may all be rejected': `return Promise.allSettled([0].map(async (from) => assert.deepEqual(page([], from), [])));`,
      'an assertion in a timer that nobody waits for': `setTimeout(() => assert.deepEqual(page([], 0), []), 1e6).unref();`,
    }).map(([name, now]) => ({
      name,
      ...replaced('assert.deepEqual(page([], 0), []);', now),
      expect: finds('assertion-removed', 'test/page.test.ts', 11),
    })),
    ...Object.entries({
      'a test that is expected to fail, as is worked out': '{ expectFailure: Boolean(1) }',
      'a test that vitest expects to fail under a condition': '{ fails: isWindows }',
      'a test with options from elsewhere': 'options',
      'a test with options from elsewhere among its own': '{ ...options, timeout: 100 }',
    }).map(([name, options]) => ({
      name,
      ...replaced("is empty', () =>", `is empty', ${options}, () =>`),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    })),
    {
      name: 'a test that is tried again when it fails',
      ...replaced("is empty', () =>", "is empty', { retry: 5 }, () =>"),
      expect: finds('assertion-removed', 'test/page.test.ts', 10),
    },
    {
      name: 'a result of a test written in a hook',
      ...replaced(/$/, "afterEach(({ task }) => {\n  task.result.state = 'pass';\n});\n"),
      expect: finds('assertion-removed', 'test/page.test.ts', 14),
    },
    {
      name: 'a matcher of the runner replaced',
      ...replaced(/$/, 'expect.extend({ toBe: () => ({ pass: true }) });\n'),
      expect: finds('assertion-removed', 'test/page.test.ts', 13),
    },
    {
      name: 'a source that looks for expect among the symbols of the process',
      ...at('src/soft.ts', 'const key = Object.getOwnPropertySymbols(globalThis)[3];\n'),
      expect: finds('assertion-removed', 'src/soft.ts', 1),
    },
    {
      name: 'an assertion whose matcher nobody calls',
      base: { ...APP, 'a.spec.js': "it('a', () => { expect(a).toBe(1); });\n" },
      head: { 'a.spec.js': "it('a', () => { const claim = expect(a).toBe; void claim; });\n" },
      expect: finds('assertion-removed', 'a.spec.js', 1),
    },
  ],
});
