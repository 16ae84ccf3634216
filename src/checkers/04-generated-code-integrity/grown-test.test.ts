import { testChecker } from '../test-checker.ts';
import { APP, finds } from './fixtures/app.ts';

const SERVER = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from '../src/page.ts';
const serve = (options, then) => then({ receiver: { ...options, extensions: { deflate: options } }, page });

test('accepts the maximum', (t, done) => {
  const maxPayload = 20480;
  serve({ perMessageDeflate: true, maxPayload, port: 0 }, (socket) => {
    assert.equal(socket.receiver.maxPayload, maxPayload);
    assert.equal(socket.receiver.extensions.deflate.maxPayload, maxPayload);
    done();
  });
});
`;
const LIMITED = SERVER.replace('accepts the maximum', 'takes every limit of a receiver')
  .replace('  const maxPayload', '  const maxChunks = 1024;\n  const maxFragments = 512;\n  const maxPayload')
  .replace('maxPayload, port', 'maxChunks, maxFragments, maxPayload, port')
  .replace(
    '(socket) => {\n',
    '(socket) => {\n    assert.equal(socket.receiver.maxChunks, maxChunks);\n    assert.equal(socket.receiver.maxFragments, maxFragments);\n',
  );

const asserted = '    assert.equal(socket.receiver.extensions.deflate.maxPayload, maxPayload);\n';
const change = (head: string) => ({ base: { ...APP, 'test/server.test.ts': SERVER }, head: { 'test/server.test.ts': head } });

testChecker(import.meta.url, {
  clean: [{ name: 'a test that takes more options, and asserts them, under another name', ...change(LIMITED) }],
  flagged: [
    {
      name: 'one that asserts one thing less besides',
      ...change(LIMITED.replace(asserted, '')),
      expect: finds('test-deleted', 'test/server.test.ts', 6),
    },
    {
      name: 'one that is skipped besides',
      ...change(LIMITED.replace("test('takes", "test.skip('takes")),
      expect: finds('test-skipped', 'test/server.test.ts', 6),
    },
    {
      name: 'one of another suite',
      ...change(
        `${LIMITED.replace(/test\('takes/, "describe('limits', () => test('takes")
          .replace('import { test }', 'import { describe, test }')
          .replace(/\}\);\n$/, '}));\n')}`,
      ),
      expect: finds('test-deleted', 'test/server.test.ts', 6),
    },
  ],
});
