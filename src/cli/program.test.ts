import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startProgram } from '../../test/rig/program.ts';
import { createRepository } from '../../test/rig/repository.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a check that is ended by %s says so with its exit code, not with that of its verdict', async (signal, code) => {
  using repo = createRepository({ 'package.json': '{}' });
  const begun = join(repo.root, '..', 'begun');
  repo.commit({ '.jidoka/config.yaml': `commands:\n  build: touch ${begun}; sleep 60\n` });
  repo.write({ 'a.js': 'export const a = 1;\n' });
  const env = { PATH: process.env.PATH ?? '', HOME: join(repo.root, '..') };
  const { child, ended } = startProgram(['check'], { cwd: repo.root, env });
  while (!existsSync(begun) && child.exitCode === null) await delay(20);
  child.kill(signal);
  expect((await ended).code).toBe(code);
});
