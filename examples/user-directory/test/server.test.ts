import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

test('starts on the port it is given, and ends in peace', async () => {
  const data = mkdtempSync(join(tmpdir(), 'user-directory-'));
  const child = spawn(process.execPath, ['src/server.ts'], {
    env: { ...process.env, PORT: '0', JIDOKA_DATA: data, JIDOKA_RELEASE: 'r1', SEED_USERS: '10' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    const port = /listening on (\d+)/.exec(String(line))?.[1];
    const response = await fetch(`http://127.0.0.1:${port}/users/10`, { headers: { connection: 'close' } });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('x-jidoka-release'), 'r1');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  } finally {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
});
