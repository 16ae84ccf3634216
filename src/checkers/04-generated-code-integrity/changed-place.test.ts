import { testChecker } from '../test-checker.ts';
import { APP, finds, TEST } from './fixtures/app.ts';

const replaced = (from: string, to: string) => ({ base: APP, head: { 'test/page.test.ts': TEST.replace(from, to) } });

testChecker(import.meta.url, {
  clean: [
    { name: 'a test of which there was only a title', base: { 'a.test.js': "it('a');\nb();\n" }, head: { 'a.test.js': 'b();\n' } },
    {
      name: 'a child of the tests that ends, and an exit code that a test resets',
      ...replaced(
        "test('a page of nobody",
        "if (process.argv[2] === 'child') process.exit(0);\nafterEach(() => {\n  process.exitCode = 0;\n});\ntest('a page of nobody",
      ),
    },
  ],
  flagged: [
    {
      name: 'a test of which only the title is left',
      base: { 'a.test.js': "it('a', () => {\n  assert(b);\n});\n" },
      head: { 'a.test.js': "it('a');\n" },
      expect: {
        findings: [
          { rule: 'assertion-removed', path: 'a.test.js', line: 1 },
          { rule: 'test-skipped', path: 'a.test.js', line: 1 },
        ],
      },
    },
    {
      name: 'a suite skipped, two hunks of which one only renames',
      base: { 'a.test.js': "describe('all', () => {\n  it('a', () => {\n    const c = b();\n    assert(c);\n  });\n});\n" },
      head: { 'a.test.js': "describe.skip('all', () => {\n  it('a', () => {\n    const d = b();\n    assert(d);\n  });\n});\n" },
      expect: finds('test-skipped', 'a.test.js', 1),
    },
    {
      name: 'a suite skipped by a hook',
      base: { 'a.test.js': "describe('all', () => {\n  it('a', () => assert(b));\n});\nit('c', () => assert(d));\n" },
      head: {
        'a.test.js':
          "describe('all', () => {\n  before(function () {\n    this.skip();\n  });\n  it('a', () => assert(b));\n});\nit('c', () => assert(d));\n",
      },
      expect: finds('test-skipped', 'a.test.js', 2),
    },
    {
      name: 'a process that ends before the tests do',
      ...replaced("test('a page of nobody", "process.exit(0);\ntest('a page of nobody"),
      expect: finds('test-skipped', 'test/page.test.ts', 10),
    },
    {
      name: 'a test file under a name that nobody runs',
      base: APP,
      head: { 'test/page.test.ts': null, 'test/page.test.ts.bak': TEST },
      expect: finds('test-deleted', 'test/page.test.ts'),
    },
    {
      name: 'an error that a test expects of a line that compiled',
      ...replaced('  assert.deepEqual(page([], 0), []);', '  // @ts-expect-error\n  assert.deepEqual(page([], 0), []);'),
      expect: finds('suppression-added', 'test/page.test.ts', 11),
    },
  ],
});
