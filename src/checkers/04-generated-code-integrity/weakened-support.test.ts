import type { Files } from '../../../test/rig/repository.ts';
import { testChecker } from '../test-checker.ts';
import { APP, finds, TEST } from './fixtures/app.ts';

const HELPER = "import assert from 'node:assert/strict';\n\nexport function same(a, b) {\n  assert.deepEqual(a, b);\n}\n";
const ARROW = "import assert from 'node:assert/strict';\n\nexport const same = (a, b) => assert.deepEqual(a, b);\n";
const BY_HELPER: Files = {
  ...APP,
  'test/equal.js': HELPER,
  'test/page.test.ts': TEST.replace('node:assert/strict', './equal.js')
    .replace('import assert', 'import { same }')
    .replaceAll('assert.deepEqual', 'same'),
};
const USER = BY_HELPER['test/page.test.ts'] ?? '';
const EMPTIED = 'export function same(a, b) {\n  return a === b;\n}\n';
testChecker(import.meta.url, {
  clean: [
    {
      name: 'a helper of the tests moved',
      base: BY_HELPER,
      head: { 'test/equal.js': null, 'test/tools/same.js': HELPER, 'test/page.test.ts': USER.replace('./equal', './tools/same') },
    },
    {
      name: 'a helper of the tests under another name, and written in another way',
      base: BY_HELPER,
      head: { 'test/equal.js': ARROW.replace('same', 'alike'), 'test/page.test.ts': USER.replaceAll('same', 'alike') },
    },
    {
      name: 'what a helper of the tests asserted written out in the tests',
      base: BY_HELPER,
      head: { 'test/equal.js': null, 'test/page.test.ts': TEST },
    },
    {
      name: 'a helper of the tests moved into the only file that calls it',
      base: BY_HELPER,
      head: { 'test/equal.js': null, 'test/page.test.ts': USER.replace(/import { same }.*/, HELPER.replace('export ', '').trimEnd()) },
    },
    {
      name: 'a helper of the tests that hands its assertion on to another one',
      base: BY_HELPER,
      head: { 'test/equal.js': "export { same } from './deep.js';\n", 'test/deep.js': HELPER },
    },
    {
      name: 'a helper of the tests deleted with the tests that called it and what they were about',
      base: BY_HELPER,
      head: { 'test/equal.js': null, 'test/page.test.ts': null, 'src/page.ts': null },
    },
    {
      name: 'a function of a test file that only its tests called',
      base: { ...APP, 'test/page.test.ts': USER.replace(/import { same }.*/, HELPER.replace('export ', '').trimEnd()) },
      head: { 'test/page.test.ts': TEST },
    },
  ],
  flagged: [
    ...Object.entries({
      'a helper of the tests emptied': EMPTIED,
      'a helper of the tests that asserts under a condition': HELPER.replace('  assert', '  if (a === b) assert'),
    }).map(([name, now]) => ({
      name,
      base: BY_HELPER,
      head: { 'test/equal.js': now },
      expect: finds('assertion-removed', 'test/equal.js', now === EMPTIED ? 2 : 4),
    })),
    {
      name: 'a helper of the tests emptied, written as a constant',
      base: { ...BY_HELPER, 'test/equal.js': ARROW },
      head: { 'test/equal.js': 'export const same = (a, b) => a === b;\n' },
      expect: finds('assertion-removed', 'test/equal.js', 1),
    },
    {
      name: 'a helper of the tests led to one that asserts nothing',
      base: BY_HELPER,
      head: { 'test/equal.js': "export { same } from './loose.js';\n", 'test/loose.js': EMPTIED },
      expect: finds('assertion-removed', 'test/equal.js', 1),
    },
    {
      name: 'a helper of the tests whose place another file takes',
      base: { ...BY_HELPER, 'test/page.test.ts': USER.replace('./equal.js', './equal') },
      head: { 'test/equal.js': null, 'test/equal/index.js': EMPTIED },
      expect: finds('assertion-removed', 'test/equal.js'),
    },
    {
      name: 'a helper of the tests emptied beside a new test that asserts',
      base: BY_HELPER,
      head: { 'test/equal.js': EMPTIED, 'test/new.test.ts': TEST.replaceAll('a page', 'one page') },
      expect: finds('assertion-removed', 'test/equal.js', 2),
    },
    {
      name: 'a hook of a test file that asserts no more',
      base: { ...APP, 'test/page.test.ts': `${TEST}afterEach(() => {\n  assert.equal(open.length, 0);\n});\n` },
      head: { 'test/page.test.ts': `${TEST}afterEach(() => {\n  open.length = 0;\n});\n` },
      expect: finds('assertion-removed', 'test/page.test.ts', 14),
    },
  ],
});
