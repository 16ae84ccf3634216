import { testChecker } from '../test-checker.ts';
import { APP, at, finds, manifest, TEST } from './fixtures/app.ts';

const replaced = (from: string | RegExp, to: string) => ({ base: APP, head: { 'test/page.test.ts': TEST.replace(from, to) } });
const ORDER = '.jidoka/orders/add-search.md';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a test moved to another file',
      base: APP,
      head: { 'test/page.test.ts': null, 'test/unit/pages.test.ts': TEST.replaceAll('../src', '../../src') },
    },
    { name: 'a test renamed', ...replaced('a page of nobody is empty', 'nobody makes an empty page') },
    {
      name: 'a test reworked under another name',
      ...replaced(
        "test('a page of nobody is empty', () => {\n  assert.deepEqual(page([], 0), []);",
        "test('a page of nobody has no users', () => {\n  assert.deepEqual(page([], 7), []);",
      ),
    },
    { name: 'a test reformatted', ...replaced(/'/g, '"') },
    {
      name: 'a test wrapped in a suite',
      ...replaced(
        "test('a page of nobody is empty', () => {\n  assert.deepEqual(page([], 0), []);\n});",
        "describe('pages', () => {\n  test('a page of nobody is empty', () => {\n    assert.deepEqual(page([], 0), []);\n  });\n});",
      ),
    },
    {
      name: 'assertions moved to a function of the file',
      ...replaced(
        "assert.deepEqual(page(['a', 'b'], 1), ['b']);\n  assert.deepEqual(page(['a', 'b'], 2), []);\n});",
        "pagesOfTwo();\n});\n\nfunction pagesOfTwo() {\n  assert.deepEqual(page(['a', 'b'], 1), ['b']);\n  assert.deepEqual(page(['a', 'b'], 2), []);\n}",
      ),
    },
    {
      name: 'a test with every statement of the one it replaces, and more',
      ...replaced(
        "test('a page begins where it is asked to', () => {",
        "test('whoever wants the rest gets that, and all of it', () => {\n  const [first, second, third] = page(['c', 'd', 'e'], 0);\n  assert.equal(first, 'c');\n  assert.notEqual(second, third);",
      ),
    },
    {
      name: 'a test deleted together with the only code it exercised',
      base: APP,
      head: { 'src/page.ts': null, 'test/page.test.ts': null },
    },
    {
      name: 'one test deleted together with the function it exercised',
      base: {
        ...APP,
        'src/page.ts': `${APP['src/page.ts'] ?? ''}export const last = 1;\n`,
        'test/page.test.ts': `${TEST.replace('{ page }', '{ last, page }')}test('last', () => {\n  assert.equal(last, 1);\n});\n`,
      },
      head: { 'src/page.ts': APP['src/page.ts'] ?? '', 'test/page.test.ts': TEST },
    },
    {
      name: 'one of two tests with the same code',
      base: { ...APP, 'test/page.test.ts': `${TEST}test('twice', () => {\n  assert.deepEqual(page([], 0), []);\n});\n` },
      head: { 'test/page.test.ts': TEST },
    },
    {
      name: 'assertions in functions that are called, or handed on to who calls them',
      ...replaced(
        "assert.deepEqual(page(['a', 'b'], 1), ['b']);\n  assert.deepEqual(page(['a', 'b'], 2), []);",
        "const first = () => assert.deepEqual(page(['a', 'b'], 1), ['b']);\n  function second() {\n    assert.deepEqual(page(['a', 'b'], 2), []);\n  }\n  first();\n  [1].forEach(second);",
      ),
    },
    {
      name: 'a test split in two',
      ...replaced(
        "  assert.deepEqual(page(['a', 'b'], 2), []);\n});",
        "});\n\ntest('a page past the end is empty', () => {\n  assert.deepEqual(page(['a', 'b'], 2), []);\n});",
      ),
    },
    {
      name: 'a test split in two under other names',
      base: { 'a.test.js': "test('reads all', () => { const a = read(); assert(a.one); assert(a.two); });\n" },
      head: {
        'a.test.js':
          "test('first', () => { const a = read(); assert(a.one); });\ntest('second', () => { const a = read(); assert(a.two); });\n",
      },
    },
    {
      name: 'a test of a program that tests start',
      base: { ...APP, 'test/fixtures/app/a.test.js': "test('a', () => { assert(1); });\n" },
      head: { 'test/fixtures/app/a.test.js': null },
      expect: { findings: [{ rule: 'test-deleted', path: 'test/fixtures/app/a.test.js' }] },
    },
    { name: 'a new test that waits for its code', ...replaced(/$/, "test.todo('pages are cached');\n") },
    {
      name: 'a test skipped under a condition',
      ...replaced("empty', () =>", "empty', { skip: process.platform === 'win32' }, () =>"),
      expect: { findings: [{ rule: 'test-skipped', path: 'test/page.test.ts', line: 10 }] },
    },
    {
      name: 'a test a second skip of which is taken away',
      base: { ...APP, 'test/page.test.ts': TEST.replace('test(', 'test.skip(') },
      head: { 'test/page.test.ts': TEST },
    },
    {
      name: 'a suppression that moved to another file',
      base: { ...APP, 'a.js': '// eslint-disable-next-line no-console\nlog(1);\n' },
      head: { 'a.js': null, 'b.js': 'const a = 2;\n  // eslint-disable-next-line no-console\nlog(a);\n' },
    },
    {
      name: 'another reason for the same suppression, and the end of one',
      base: { ...APP, 'a.ts': '// @ts-ignore because\na();\n// eslint-disable-next-line no-alert -- asked\nb();\n' },
      head: {
        'a.ts': '// @ts-ignore for a better reason\na();\n// eslint-disable-next-line no-alert -- agreed\nb();\n/* c8 ignore stop */\n',
      },
    },
    {
      name: 'words about suppressions',
      ...at('src/a.ts', "// Do not use @ts-ignore or eslint-disable here.\nexport const text = '// eslint-disable';\n"),
    },
    {
      name: 'a test that something does not compile',
      ...replaced(/$/, '// @ts-expect-error a number is needed\npage([]);\n'),
      expect: { findings: [{ rule: 'suppression-added', path: 'test/page.test.ts', line: 13 }] },
    },
    {
      name: 'a raised threshold, moved to another file',
      base: { ...APP, '.c8rc.json': '{ "lines": 80 }' },
      head: { '.c8rc.json': '{ "lines": 90 }' },
      workOrder: { mayChange: ['.c8rc.json'] },
    },
    { name: 'a new work order', base: { '.jidoka/config.yaml': '' }, head: { [ORDER]: 'scope: []\n' } },
    {
      name: 'package.json beside its protected keys',
      base: APP,
      head: { 'package.json': manifest({ version: '2.0.0', scripts: { test: 'node --test' }, dependencies: { zod: '4.0.1' } }) },
    },
    { name: 'a new package of the workspace', ...at('packages/b/package.json', manifest({ scripts: { test: 'true' } })) },
    { name: 'the first policy', base: APP, head: { '.jidoka/config.yaml': 'phase: 3\n', '.jidoka/trusted-keys/a.pub': 'key\n' } },
    { name: 'what the order opens', ...at('.github/workflows/ci.yml', 'on: push\n'), workOrder: { mayChange: ['.github/**'] } },
  ],
  flagged: [
    {
      name: 'a test that a condition skips, whatever it says',
      ...replaced("test('a page of nobody is empty'", "(process.env.CI ? test.skip : test)('a page of nobody is empty'"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    {
      name: 'a test that loses its assertion on the way to the fixtures',
      base: APP,
      head: {
        'test/page.test.ts': null,
        'test/fixtures/page.test.ts': TEST.replace('../src', '../../src').replace('assert.deepEqual(page([], 0), [])', 'page([], 0)'),
      },
      expect: finds('assertion-removed', 'test/fixtures/page.test.ts', 11),
    },
    {
      name: 'an assertion that is patched beside the tests',
      ...at('test/setup.ts', "import assert from 'node:assert/strict';\nassert.deepEqual = () => {};\n"),
      expect: finds('assertion-removed', 'test/setup.ts', 2),
    },
    {
      name: 'an assertion that is mocked',
      ...replaced("test('a page of", "import { mock } from 'node:test';\nmock.method(assert, 'deepEqual', () => {});\ntest('a page of"),
      expect: finds('assertion-removed', 'test/page.test.ts', 11),
    },
    {
      name: 'a new package.json that reconfigures a linter for its folder',
      ...at('src/package.json', manifest({ prettier: { semi: false }, scripts: { test: 'true' } })),
      expect: finds('protected-path', 'src/package.json', 4),
    },
    ...Object.entries({
      'an assertion that only runs under a condition': `if (page([], 0).length === 0) assert.deepEqual(page([], 0), []);`,
      'an assertion behind a return': `const found = page([], 0);\n  if (process.env.CI) return;\n  assert.deepEqual(found, []);`,
      'an assertion whose failure is caught and printed': `try {\n    assert.deepEqual(page([], 0), []);\n  } catch (error) {\n    console.log(error);\n  }`,
      'an assertion whose failure is asserted': `try {\n    assert.deepEqual(page([], 0), []);\n  } catch (error) {\n    assert.ok(error);\n  }`,
      'an assertion that is expected to throw': `assert.throws(() => assert.deepEqual(page([], 0), []));`,
      'an assertion whose rejection is caught': `Promise.resolve(page([], 0)).then((found) => assert.deepEqual(found, [])).catch(() => undefined);`,
      'an assertion that compares with itself': `const found = page([], 0);\n  assert.deepEqual(found, found);`,
      'an assertion for each of nothing': `for (const from of []) assert.deepEqual(page([], from), []);`,
      'an assertion in a function that nobody calls': `const found = page([], 0);\n  const check = () => assert.deepEqual(found, []);\n  void check;`,
      'an assertion of nothing but literals': `page([], 0);\n  assert.deepEqual([], []);`,
    }).map(([name, now]) => ({
      name,
      ...replaced('assert.deepEqual(page([], 0), []);', now),
      expect: finds('assertion-removed', 'test/page.test.ts', 11),
    })),
    {
      name: 'assertions by an assert of the repository',
      base: APP,
      head: { 'test/page.test.ts': TEST.replace('node:assert/strict', './own.ts'), 'test/own.ts': 'export default { deepEqual() {} };\n' },
      expect: {
        findings: [
          { rule: 'assertion-removed', path: 'test/page.test.ts', line: 1 },
          { rule: 'assertion-removed', path: 'test/page.test.ts', line: 1 },
        ],
      },
    },
    {
      name: 'a test that is expected to fail',
      ...replaced("is empty', () =>", "is empty', { expectFailure: true }, () =>"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    {
      name: 'a test that is expected to fail in the way of vitest',
      ...replaced("test('a page of nobody", "test.fails('a page of nobody"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    { name: 'a test deleted', ...replaced(/test\('a page of nobody[^]*$/, ''), expect: finds('test-deleted', 'test/page.test.ts', 9) },
    {
      name: 'a test commented out',
      ...replaced(/(test\('a page of nobody[^]*)$/, '/*$1*/'),
      expect: finds('test-deleted', 'test/page.test.ts', 10),
    },
    { name: 'a test file deleted', base: APP, head: { 'test/page.test.ts': null }, expect: finds('test-deleted', 'test/page.test.ts') },
    {
      name: 'a test file deleted while its subject moved',
      base: APP,
      head: {
        'test/page.test.ts': null,
        'src/page.ts': null,
        'src/lists.ts': `${APP['src/page.ts'] ?? ''}export const first = (users: string[]) => users[0];\n`,
      },
      expect: finds('test-deleted', 'test/page.test.ts'),
    },
    {
      name: 'a test deleted behind a zero byte',
      ...replaced(/test\('a page of nobody[^]*$/, '// \0\n'),
      expect: {
        findings: [
          { rule: 'test-deleted', path: 'test/page.test.ts' },
          { rule: 'invisible-character', path: 'test/page.test.ts', line: 10 },
        ],
      },
    },
    {
      name: 'a test skipped',
      ...replaced("test('a page of nobody", "test.skip('a page of nobody"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    {
      name: 'a test skipped from inside and renamed',
      ...replaced("nobody is empty', () => {", "none is empty', (t) => {\n  t.skip();"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    {
      name: 'one test alone',
      ...replaced("test('a page of nobody", "test.only('a page of nobody"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    {
      name: 'an assertion taken away',
      ...replaced("  assert.deepEqual(page(['a', 'b'], 2), []);\n", ''),
      expect: finds('assertion-removed', 'test/page.test.ts', 7),
    },
    {
      name: 'an assertion without its matcher',
      base: { ...APP, 'a.spec.js': "it('a', () => { expect(1).toBe(1); });\n" },
      head: { 'a.spec.js': "it('a', () => { expect(1); });\n" },
      expect: finds('assertion-removed', 'a.spec.js', 1),
    },
    {
      name: 'a lower threshold, in three places',
      base: {
        'package.json': manifest({
          scripts: { test: 'c8 --check-coverage --lines 90 node --test' },
          jest: { coverageThreshold: { global: { branches: 80 } } },
        }),
        'vitest.config.ts': 'export default defineConfig({\n  test: { coverage: { thresholds: { lines: 90 } } },\n});\n',
      },
      head: {
        'package.json': manifest({
          scripts: { test: 'c8 --check-coverage --lines 70 node --test' },
          jest: { coverageThreshold: { global: { branches: 70 } } },
        }),
        'vitest.config.ts': 'export default defineConfig({\n  test: { coverage: { thresholds: { lines: 85 } } },\n});\n',
      },
      expect: {
        findings: [
          { rule: 'protected-path', path: 'package.json', line: 5 },
          { rule: 'threshold-lowered', path: 'package.json', line: 5 },
          { rule: 'protected-path', path: 'package.json', line: 8 },
          { rule: 'threshold-lowered', path: 'package.json', line: 10 },
          { rule: 'protected-path', path: 'vitest.config.ts', line: 2 },
          { rule: 'threshold-lowered', path: 'vitest.config.ts', line: 2 },
        ],
      },
    },
    {
      name: 'a wider exclude',
      base: { ...APP, 'src/old/a.ts': 'export {};\n', 'tsconfig.json': '{\n  "exclude": ["dist"] // built\n}\n' },
      head: { 'tsconfig.json': '{\n  "exclude": ["dist", "src/old"] // built\n}\n' },
      expect: {
        findings: [
          { rule: 'exclude-widened', path: 'tsconfig.json', line: 2 },
          { rule: 'protected-path', path: 'tsconfig.json', line: 2 },
        ],
      },
    },
    {
      name: 'tests of Python',
      base: {
        'tests/test_a.py': 'def test_a():\n    assert 1\n    assert 2\n\ndef test_b():\n    assert 3\n\ndef test_c():\n    assert 4\n',
      },
      head: { 'tests/test_a.py': 'def test_a():\n    assert 1\n\n@pytest.mark.skip\ndef test_b():\n    assert 3\n' },
      expect: {
        findings: [
          { rule: 'assertion-removed', path: 'tests/test_a.py', line: 3 },
          { rule: 'test-skipped', path: 'tests/test_a.py', line: 4 },
          { rule: 'test-deleted', path: 'tests/test_a.py', line: 6 },
        ],
      },
    },
    {
      name: 'one added assertion for two taken away',
      base: { 'a.test.js': "test('a', () => { assert(b); assert(c); });\ntest('d', () => { assert(b); assert(c); assert(d); });\n" },
      head: {
        'a.test.js': "test('a', () => { assert(b); });\ntest('d', () => { assert(b); assert(c); });\ntest('e', () => { assert(c); });\n",
      },
      expect: finds('assertion-removed', 'a.test.js', 2),
    },
    {
      name: 'a narrower include',
      base: { ...APP, 'tsconfig.json': '{\n  "include": ["src", "test"]\n}\n' },
      head: { 'tsconfig.json': '{\n  "include": ["src"]\n}\n' },
      expect: {
        findings: [
          { rule: 'exclude-widened', path: 'tsconfig.json' },
          { rule: 'protected-path', path: 'tsconfig.json', line: 2 },
        ],
      },
    },
    {
      name: 'a suppression',
      ...at('src/a.ts', '// @ts-ignore\nexport const a: string = 1;\n'),
      expect: finds('suppression-added', 'src/a.ts', 1),
    },
    {
      name: 'one suppression more of the same',
      base: { ...APP, 'a.ts': '// @ts-ignore\na();\n' },
      head: { 'a.ts': '// @ts-ignore\na();\n// @ts-ignore again\nb();\n' },
      expect: finds('suppression-added', 'a.ts', 3),
    },
    { name: 'a suppression in Python', ...at('a.py', 'import os  # noqa: F401\n'), expect: finds('suppression-added', 'a.py', 1) },
    {
      name: 'a work order, changed',
      base: { [ORDER]: 'scope: [a]\n' },
      head: { [ORDER]: '\n' },
      expect: finds('protected-path', ORDER, 1),
    },
    { name: 'a work order, deleted', base: { [ORDER]: 'scope: [a]\n' }, head: { [ORDER]: null }, expect: finds('protected-path', ORDER) },
    {
      name: 'no order',
      base: { [ORDER]: '' },
      head: { '.jidoka/orders/b/a.md': '' },
      expect: finds('protected-path', '.jidoka/orders/b/a.md', 1),
    },
    { name: 'a CI file', ...at('.github/workflows/ci.yml', 'on: push\n'), expect: finds('protected-path', '.github/workflows/ci.yml', 1) },
    {
      name: 'a second policy',
      base: { ...APP, '.jidoka/config.yaml': 'phase: 3\n' },
      head: { '.jidoka/config.yaml': 'phase: 2\n' },
      expect: finds('protected-path', '.jidoka/config.yaml', 1),
    },
    {
      name: 'a script of package.json',
      base: APP,
      head: { 'package.json': manifest({ scripts: { test: 'true' }, dependencies: { zod: '4.0.0' } }) },
      expect: finds('protected-path', 'package.json', 5),
    },
    {
      name: 'what mayChange does not name',
      ...at('.github/workflows/ci.yml', 'on: push\n'),
      workOrder: { mayChange: ['test/**'] },
      expect: finds('protected-path', '.github/workflows/ci.yml', 1),
    },
  ],
});
