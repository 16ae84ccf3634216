import { testChecker } from '../test-checker.ts';
import { APP, at, finds, TEST } from './fixtures/app.ts';

const replaced = (from: string | RegExp, to: string) => ({ base: APP, head: { 'test/page.test.ts': TEST.replace(from, to) } });

testChecker(import.meta.url, {
  clean: [
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
      expect: finds('assertion-removed', 'test/page.test.ts', 10),
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
