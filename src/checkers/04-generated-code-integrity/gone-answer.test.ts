import { testChecker } from '../test-checker.ts';
import { finds, manifest } from './fixtures/app.ts';

const FOUND = [
  "import { expect, test, vi } from 'vitest';",
  "import { db } from '@app/db';",
  "import { count, find } from './list.ts';",
  "import { FIELDS, keep } from './record.ts';",
  '',
  "test('counts', async () => {",
  '  expect(await count()).toBe(2);',
  '});',
  '',
  "test('finds', async () => {",
  '  vi.mocked(db.find).mockResolvedValue([1]);',
  '  const found = await find(1);',
  '  expect(found).toEqual({ id: 1 });',
  "  expect(found).not.toHaveProperty('_count');",
  '  expect(db.find).toHaveBeenCalledWith({ select: FIELDS });',
  '});',
  '',
].join('\n');
const BASE = {
  'package.json': manifest({ dependencies: { '@app/db': '1.0.0' }, devDependencies: { vitest: '4.0.0' } }),
  'src/record.ts': 'export const FIELDS = { id: true };\nexport const keep = (one: object) => ({ ...one });\n',
  'src/list.ts':
    "import { db } from '@app/db';\nimport { FIELDS } from './record.ts';\nexport const count = async () => 2;\nexport const find = async (id: number) => db.find({ id, select: FIELDS });\n",
  'src/list.test.ts': FOUND,
};
const WITHOUT = {
  'src/list.ts': '/** Of the same as find. */\nexport const count = async () => 2;\n',
  'src/list.test.ts': FOUND.replace(/test\('finds'[^]*/, ''),
};
const withTest = (from: string, to: string) => ({ base: { ...BASE, 'src/list.test.ts': FOUND.replace(from, to) }, head: WITHOUT });
const gone = finds('test-deleted', 'src/list.test.ts', 9);

testChecker(import.meta.url, {
  clean: [
    { name: 'a test deleted with the function whose answer it asserts about, beside a constant that stays', base: BASE, head: WITHOUT },
  ],
  flagged: [
    {
      name: 'the function stays under a name that the module hands on',
      base: BASE,
      head: { ...WITHOUT, 'src/list.ts': "export const count = async () => 2;\nexport { all as find } from './record.ts';\n" },
      expect: gone,
    },
    {
      name: 'the function moved',
      base: { ...BASE, 'src/other.ts': '' },
      head: { ...WITHOUT, 'src/other.ts': 'export const find = async () => [1];\n' },
      expect: gone,
    },
    { name: 'the function stays', base: BASE, head: { 'src/list.test.ts': WITHOUT['src/list.test.ts'] }, expect: gone },
    { name: 'what is asserted was given by one that stays', ...withTest('await find(1)', 'keep(await find(1))'), expect: gone },
    {
      name: 'one that stays is called besides, and may be what the spy is about',
      ...withTest('  expect(db', '  keep({ id: 2 });\n  expect(db'),
      expect: gone,
    },
    {
      name: 'one that stays is made besides, and may be what the spy is about',
      ...withTest('  expect(db', '  new keep({ id: 2 });\n  expect(db'),
      expect: gone,
    },
    {
      name: 'one that stays reads a template besides',
      ...withTest('  expect(db', '  keep`2`;\n  expect(db'),
      expect: gone,
    },
    {
      name: 'only a spy is asked',
      ...withTest("  expect(found).toEqual({ id: 1 });\n  expect(found).not.toHaveProperty('_count');\n", ''),
      expect: gone,
    },
    {
      name: 'something else is asserted besides',
      ...withTest('  expect(db', '  expect(FIELDS.id).toBe(true);\n  expect(db'),
      expect: gone,
    },
    {
      name: 'what it gave may have been given otherwise',
      ...withTest('const found = await find(1);', 'let found = await find(1);\n  found = { id: 1 };'),
      expect: gone,
    },
  ],
});
