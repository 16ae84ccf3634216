import { FAREWELL, farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'tests that use a temporary folder, a HOME, a server of their own and another process',
  promise: 'secrets',
  level: 'honest',
  stage: 'gate',
  change: {
    'src/farewell.js': FAREWELL,
    'test/farewell.test.js': farewellTest(),
    'test/world.test.js': `import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

test('files', () => {
  for (const folder of [tmpdir(), homedir(), process.cwd()]) {
    const file = join(mkdtempSync(join(folder, 'x-')), 'a.txt');
    writeFileSync(file, 'a');
    assert.equal(readFileSync(file, 'utf8'), 'a');
  }
});

test('a server', async () => {
  const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const answer = await fetch('http://127.0.0.1:' + server.address().port);
  assert.equal(await answer.text(), 'here');
  server.close();
  server.closeAllConnections();
});

test('a process', () => {
  assert.equal(execFileSync(process.execPath, ['-p', '1 + 1'], { encoding: 'utf8' }), '2\\n');
});
`,
  },
  expect: { outcome: 'green' },
});
