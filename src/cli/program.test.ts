import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { processesNamed, startProgram } from '../../test/rig/program.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { workspacesFolder } from '../platform/workspaces-folder.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a check that is ended by %s says so with its exit code, not with that of its verdict', async (signal, code) => {
  using repo = createRepository({ 'package.json': '{}' });
  // In a sandbox it can leave no mark elsewhere: it is one itself.
  const seconds = `60.${process.pid}${code}`;
  repo.commit({ '.jidoka/config.yaml': `commands:\n  build: sleep ${seconds}\n` });
  repo.write({ 'a.js': 'export const a = 1;\n' });
  const env = { PATH: process.env.PATH ?? '', HOME: join(repo.root, '..') };
  const { child, ended } = startProgram(['check'], { cwd: repo.root, env });
  while (processesNamed(seconds).length === 0 && child.exitCode === null) await delay(20);
  const told = performance.now();
  child.kill(signal);
  expect((await ended).code).toBe(code);
  // A second, and what a busy machine takes to end a program.
  expect(performance.now() - told).toBeLessThan(3000);
  const state = join(repo.root, '.jidoka/state');
  const left = ['homes', 'processes'].flatMap((folder) => readdirSync(join(state, folder)));
  const scratch = readdirSync(state).filter((name) => name.startsWith('index-'));
  expect([processesNamed(seconds), left, scratch, existsSync(workspacesFolder(state))]).toEqual([[], [], [], false]);
});

test('what is thrown where nobody waits for it is our bug, and no answer', () => {
  const program = new URL('./program.ts', import.meta.url).href;
  const script = `const { runProgram } = await import(${JSON.stringify(program)}); setTimeout(() => { throw new Error('late'); }, 0); await runProgram(['doctor', '--json']);`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect([status, stderr.split('\n').slice(0, 2)]).toEqual([70, [expect.stringContaining('this is a bug in Jidoka'), 'Error: late']]);
});

test('a check whose answer is kept loads no package, as nothing is parsed or judged', () => {
  using repo = createRepository({ 'package.json': '{}', 'a.js': 'export const a = 1;\n' });
  repo.write({ 'a.js': 'export const a = 2;\n' });
  const heard = `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { if (url.includes('/node_modules/')) process.stderr.write('loaded ' + url + '\\n'); return next(url, context); } });
  `)}`;
  const ask = (...only: string[]) => {
    const args = ['--import', heard, fileURLToPath(new URL('../../bin/jidoka.js', import.meta.url)), 'check', '--json', ...only];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: repo.root,
      env: { PATH: process.env.PATH ?? '', HOME: join(repo.root, '..') },
      encoding: 'utf8',
    });
    const { checkers } = JSON.parse(stdout) as { readonly checkers: readonly { readonly cached: boolean }[] };
    return { cached: checkers.map(({ cached }) => cached), loaded: stderr.includes('loaded ') };
  };
  expect([ask('--only', '4'), ask('--only', '4')]).toEqual([
    { cached: [false], loaded: true },
    { cached: [true], loaded: false },
  ]);
});
