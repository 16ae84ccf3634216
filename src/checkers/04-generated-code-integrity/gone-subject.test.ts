import { testChecker } from '../test-checker.ts';
import { APP, finds, manifest } from './fixtures/app.ts';

/** A package whose tests are in another one. */
const ABOUT_TWO = {
  'package.json': manifest({ workspaces: ['packages/*'] }),
  'packages/list/package.json': manifest({ name: '@app/list' }),
  'packages/list/src/list.ts': 'export const made = () => [1];\nexport const last = (of: number[]) => of.at(-1);\n',
  'packages/app/package.json': manifest({ name: '@app/app', dependencies: { '@app/list': '*' } }),
  'packages/app/test/list.test.ts': [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    "import { last, made } from '@app/list';",
    '',
    "test('made', () => {",
    '  assert.deepEqual(made(), [1]);',
    '});',
    '',
    "test('last', () => {",
    '  assert.equal(last(made()), 1);',
    '  assert.equal(last([]), undefined);',
    '});',
    '',
  ].join('\n'),
};

const MORE = 'export const once = (a: number) => a;\nexport const twice = (a: number) => a + a;\n';
const ABOUT_MORE = [
  "import assert from 'node:assert/strict';",
  "import { test } from 'node:test';",
  "import * as more from '../src/more.ts';",
  '',
  "test('once', () => assert.equal(more.once(1), 1));",
  "test('twice', () => assert.equal(more.twice(more.once(1)), 2));",
  '',
].join('\n');

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a test deleted with the function that each of its assertions begins with',
      base: ABOUT_TWO,
      head: {
        'packages/list/src/list.ts': 'export const made = () => [1];\n',
        'packages/app/test/list.test.ts': ABOUT_TWO['packages/app/test/list.test.ts']?.replace(/test\('last'[^]*/, '') ?? '',
      },
    },
    {
      name: 'a test deleted with the function of a module that it asserted about',
      base: { ...APP, 'src/more.ts': MORE, 'test/more.test.ts': ABOUT_MORE },
      head: { 'src/more.ts': MORE.replace(/export const twice.*\n/, ''), 'test/more.test.ts': ABOUT_MORE.replace(/test\('twice'.*\n/, '') },
    },
  ],
  flagged: [
    {
      name: 'a test deleted with a function that has the name of another one as its beginning',
      base: {
        ...ABOUT_TWO,
        'packages/list/src/list.ts':
          'export const made = () => [1];\nexport const lastly = 1;\nexport const last = (of: number[]) => of.at(-1);\n',
      },
      head: {
        'packages/list/src/list.ts': 'export const made = () => [1];\nexport const last = (of: number[]) => of.at(-1);\n',
        'packages/app/test/list.test.ts': (ABOUT_TWO['packages/app/test/list.test.ts'] ?? '').replace(/test\('last'[^]*/, ''),
      },
      expect: finds('test-deleted', 'packages/app/test/list.test.ts', 8),
    },
    {
      name: 'a test deleted that uses what its module has from elsewhere',
      base: {
        'package.json': '{}',
        'index.js': "module.exports = Object.assign(require('./lib/list'), require('./lib/' + 'more'));\n",
        'lib/list.js': 'exports.first = (of) => of[0];\n',
        'test/list.js':
          "const test = require('node:test');\nconst assert = require('assert');\nconst { last } = require('..');\ntest('last', () => {\n  assert(last([1, 2]) === 2);\n});\n",
      },
      head: { 'test/list.js': "const test = require('node:test');\nconst assert = require('assert');\nconst { last } = require('..');\n" },
      expect: finds('test-deleted', 'test/list.js', 3),
    },
    {
      name: 'a test deleted with a function that its subject was only given',
      base: ABOUT_TWO,
      head: {
        'packages/list/src/list.ts': 'export const last = (of: number[]) => of.at(-1);\n',
        'packages/app/test/list.test.ts': (ABOUT_TWO['packages/app/test/list.test.ts'] ?? '').replace(/test\([^]*/, ''),
      },
      expect: finds('test-deleted', 'packages/app/test/list.test.ts', 4),
    },
    {
      name: 'a test deleted with a function that stands behind the asserted one',
      base: { ...APP, 'src/more.ts': MORE, 'test/more.test.ts': ABOUT_MORE },
      head: { 'src/more.ts': MORE.replace(/export const once.*\n/, ''), 'test/more.test.ts': ABOUT_MORE.replace(/test\(.*\n/g, '') },
      expect: finds('test-deleted', 'test/more.test.ts', 4),
    },
  ],
});
