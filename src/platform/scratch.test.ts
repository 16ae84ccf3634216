import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { isAbandoned, removeAbandoned, scratchName } from './scratch.ts';

const PROGRAM = `
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { scratchName } from ${JSON.stringify(join(import.meta.dirname, 'scratch.ts'))};
mkdirSync(join(process.argv[1], scratchName('gate'), 'deep'), { recursive: true });
process.kill(process.pid, 'SIGKILL');
`;

test('what a killed process has left is removed, and nothing else', async () => {
  using folder = temporaryFolder();
  await once(spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, folder.path]), 'exit');
  const [left = ''] = readdirSync(folder.path);
  const mine = scratchName('gate');
  const others = [mine, 'gate-1', left.replace(/^gate-....../, 'gate-000000')];
  for (const name of others) mkdirSync(join(folder.path, name));
  expect([left, mine, scratchName('gate') === mine].map((name) => (typeof name === 'string' ? isAbandoned(name) : name))).toEqual([
    true,
    false,
    false,
  ]);
  await removeAbandoned(folder.path);
  expect(readdirSync(folder.path).toSorted()).toEqual(others.toSorted());
  await removeAbandoned(join(folder.path, 'none'));
});
