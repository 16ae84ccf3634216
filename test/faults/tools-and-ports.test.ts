import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type ConfigParts, GOOD, TARGET } from '../rig/greeter.ts';
import { makeLine, settled, type TestLine } from '../rig/line.ts';
import { PROGRAM, runCli, startProgram } from '../rig/program.ts';
import type { Files } from '../rig/repository.ts';
import { judged } from './stranger.ts';

describe('a tool that is missing or talks nonsense is no answer', () => {
  const eslint = (program: string): Files => ({
    '.gitignore': '',
    'eslint.config.js': 'export default [{ rules: { "no-debugger": 2 } }];\n',
    'package.json': JSON.stringify({ name: 'greeter', type: 'module', scripts: { test: 'node --test' }, devDependencies: { eslint: '*' } }),
    'fake/eslint': program,
  });
  const installed = 'mkdir -p node_modules/.bin && cp fake/eslint node_modules/.bin/eslint && chmod +x node_modules/.bin/eslint';

  test.each<[string, { readonly commands: ConfigParts; readonly files?: Files; readonly says: string }]>([
    [
      'a test program that is not there',
      { commands: { test: 'no-such-runner --all' }, says: '`no-such-runner --all` (exit code 127) left no report' },
    ],
    [
      'tests that only say that they pass',
      { commands: { test: 'echo 12 passed, 0 failed' }, says: '`echo 12 passed, 0 failed` (exit code 0) left no report' },
    ],
    ['a compiler that is not there', { commands: { test: 'node --test', build: 'no-such-compiler' }, says: 'no-such-compiler' }],
    [
      'a package manager that is not there',
      { commands: { test: 'node --test', install: 'no-such-manager ci' }, says: 'no-such-manager ci' },
    ],
    [
      'the package manager of the lockfile is not there',
      {
        commands: { test: 'node --test' },
        files: {
          'package.json': JSON.stringify({ name: 'greeter', type: 'module', dependencies: { a: '1.0.0' } }),
          'bun.lock': '{ "lockfileVersion": 1 }',
        },
        says: '`bun install --frozen-lockfile --ignore-scripts` could not run: bun is not on the PATH',
      },
    ],
    [
      'a linter that is not there',
      { commands: { test: 'node --test', install: 'true' }, files: eslint(''), says: 'eslint is configured but not installed' },
    ],
    [
      'a linter that prints garbage and ends with 0',
      { commands: { test: 'node --test', install: installed }, files: eslint('#!/bin/sh\necho v9.9.9 all fine\n'), says: 'eslint' },
    ],
  ])('%s', async (_, { commands, files = {}, says }) => {
    await using line = makeLine({ config: { commands }, files });
    line.write(GOOD);
    const { code, outcome, said } = await judged(line);
    expect({ code, outcome, said }).toEqual({ code: 3, outcome: 'undecided', said: expect.stringContaining(says) });
  });

  test.each(['check', 'init', 'run', 'doctor'])('%s without git says so', async (command) => {
    await using line = makeLine();
    const bin = join(line.folder, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    const args = command === 'run' ? ['run', 'say-goodbye', '--yes'] : [command];
    const { code, stdout } = await runCli([...args, '--json'], { cwd: line.root, env: { ...line.env, PATH: bin } });
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 3, error: 'GIT_MISSING' });
  });
});

test('a port that another program has stops the release, and the run goes on when it is free', async () => {
  const other = createServer((_, response) => response.end('other')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await using line = makeLine({ config: { ...TARGET, target: { ...TARGET.target, port } } });
  const change = line.commit(GOOD, 'By hand');
  line.git('checkout', '--quiet', '--detach', 'main');
  const { code, stderr } = await line.cli('run', 'say-goodbye', '--change', change, '--yes');
  const run = await line.lastRun();
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: expect.stringContaining(`port ${port} of loopback (target.port) cannot be had: another program listens there`),
  });
  expect(stderr).toContain(`The run is not over: node ${PROGRAM} runs resume ${run}`);
  expect(stderr).not.toContain('    at ');
  expect(await settled(line.folder)).toEqual([]);
  other.close();
  await once(other, 'close');
  expect((await line.cli('runs', 'resume', run)).code).toBe(0);
  expect(JSON.parse((await line.cli('status', '--json')).stdout)).toMatchObject({ url: `http://127.0.0.1:${port}` });
});

describe('ended in the middle', () => {
  const codes = { SIGINT: 130, SIGTERM: 143 } as const;

  /** Green, signed and merged, and not released yet. */
  async function attested(): Promise<{ readonly line: TestLine; readonly commit: string }> {
    const line = makeLine({ config: { ...TARGET, watch: { ...TARGET.watch, warmUpSeconds: 2 } } });
    const { commit } = await line.run({ change: line.commit(GOOD, 'By hand'), withRelease: false });
    return { line, commit: commit ?? '' };
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('release by %s leaves the decision to the target; asked again it answers', async (signal) => {
    const { line, commit } = await attested();
    await using _ = line;
    const { child, ended } = line.start('release', commit, '--json');
    while ((await line.of('deployment.started')).length === 0) expect(child.exitCode).toBe(null);
    child.kill(signal);
    expect((await ended).code).toBe(codes[signal]);
    for (let tries = 0; tries < 300 && (await line.of('deployment.promoted')).length === 0; tries += 1) await sleep(100);
    const { stable, candidate } = JSON.parse((await line.cli('status', '--json')).stdout);
    expect({ commit: stable?.commit, candidate }).toEqual({ commit, candidate: null });
    expect((await line.cli('ledger', 'verify')).code).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('demo by %s leaves no process', async (signal) => {
    await using line = makeLine();
    const temporary = join(line.folder, 'temporary');
    mkdirSync(temporary);
    const env = { ...line.env, TMPDIR: temporary, PATH: `${dirname(process.execPath)}:${line.env.PATH}` };
    const { child, ended } = startProgram(['demo'], { cwd: line.folder, env });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => void (said += chunk.toString()));
    while (!said.includes('promoted') && child.exitCode === null) await sleep(50);
    child.kill(signal);
    expect((await ended).code).toBe(codes[signal]);
    expect(await settled(line.folder)).toEqual([]);
  });
});
