import { testChecker } from '../test-checker.ts';
import { APP, finds } from './fixtures/app.ts';

const HEAD = "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { load } from '../src/load.ts';\n";
const BUFFERS = `${HEAD}
test('buffer response', async () => {
  assert.deepEqual((await load({ as: 'buffer' })).body, Buffer.from(text));
});

test('buffer response - promise.buffer()', async () => {
  assert.deepEqual(await load('').buffer(), Buffer.from(text));
});
`;
/** Both with another title and other values, the second more like the first than the first's own. */
const BYTES = `${HEAD}
test('bytes response', async () => {
  const { body } = await load({ as: 'buffer' });
  assert.deepEqual(body, encoded(text));
  assert.ok(body instanceof Uint8Array);
});

test('bytes response - promise.buffer()', async () => {
  const body = await load('').buffer();
  assert.deepEqual(body, encoded(text));
  assert.ok(body instanceof Uint8Array);
});
`;
const [, FIRST = ''] = /(test\('bytes response', [^]*?\n\}\);\n)/.exec(BYTES) ?? [];
const change = (head: string) => ({
  base: { ...APP, 'src/load.ts': 'export const load = fetch;\n', 'test/load.test.ts': BUFFERS },
  head: { 'test/load.test.ts': head },
});

testChecker(import.meta.url, {
  clean: [{ name: 'two tests under other titles, the one most like the other', ...change(BYTES) }],
  flagged: [
    {
      name: 'one of them gone',
      ...change(BYTES.replace(FIRST, '')),
      expect: finds('test-deleted', 'test/load.test.ts', 5),
    },
    {
      name: 'one of them skipped',
      ...change(BYTES.replace("test('bytes response - ", "test.skip('bytes response - ")),
      expect: finds('test-skipped', 'test/load.test.ts', 11),
    },
    {
      name: 'one of them without its assertions',
      ...change(BYTES.replace(/  assert[^\n]*\n  assert[^\n]*\n\}\);\n$/, '  void body;\n});\n')),
      expect: finds('test-deleted', 'test/load.test.ts', 11),
    },
  ],
});
