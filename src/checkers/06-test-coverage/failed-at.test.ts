import { expect, test } from 'vitest';
import { failedAt } from './failed-at.ts';

const FILES: Readonly<Record<string, string>> = {
  'test/a.test.js': "import { it } from 'vitest';\nit('works', () => {});\n",
  'src/a.js': 'throw new Error();\n',
};
const file = (path: string) => ({
  path,
  status: 'modified' as const,
  oldMode: '100644',
  newMode: '100644',
  binary: false,
  added: [{ start: 2, end: 4 }],
  removed: [],
});
const head = {
  id: '',
  paths: Object.keys(FILES),
  has: () => true,
  entry: () => undefined,
  read: async (path: string) => FILES[path] ?? null,
};

const at = async (outcome: { name?: string[]; line?: number; message?: string; path?: string | null }, changed = 'test/a.test.js') => {
  const { name = [], line = null, message = null, path = 'test/a.test.js' } = outcome;
  const change = { base: '', baseTree: '', tree: '', patchDigest: '', files: [file(changed)] };
  const found = await failedAt({ name, line, message, file: path }, { change, head });
  return `${found.path}:${found.range?.startLine}`;
};

test.each([
  ['where the runner says', { name: ['works'], line: 9 }, 'test/a.test.js:9'],
  ['where the message says', { message: 'Error: no data\n at test/a.test.js:3:7' }, 'test/a.test.js:3'],
  ['at the test', { name: ['works'], message: 'no place' }, 'test/a.test.js:2'],
  ['a file as a whole: at what the change wrote in it', { message: 'no place' }, 'test/a.test.js:2'],
  ['no file', { path: null }, '.:undefined'],
])('%s', async (_, outcome, expected) => {
  expect(await at(outcome)).toBe(expected);
});

test('a file as a whole that the change left alone has no line', async () => {
  expect(await at({ message: 'Error at src/a.js:1:7' }, 'src/a.js')).toBe('test/a.test.js:undefined');
});
