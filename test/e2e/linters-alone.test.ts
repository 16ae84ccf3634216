import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../rig/program.ts';
import { createRepository, type Files } from '../rig/repository.ts';

/** It stands for a linter: it has the name of one, and finds `bad.js`. */
const XO = '#!/bin/sh\nif [ -e bad.js ]; then echo found bad.js; exit 1; fi\n';
const TEST = 'PATH="$PWD/bin:$PATH" xo';

async function judged(
  scripts: Readonly<Record<string, string>>,
  change: Files,
): Promise<{ readonly verdict: string; readonly reason: string }> {
  using repo = createRepository({ 'README.md': 'x' });
  repo.write({ 'package.json': JSON.stringify({ name: 'x', private: true, scripts }), 'bin/xo': XO, 'a.js': '1;\n', 'check.sh': '' });
  chmodSync(join(repo.root, 'bin/xo'), 0o755);
  repo.commit({});
  repo.write(change);
  const env = { PATH: process.env.PATH ?? '', HOME: join(repo.root, '..') };
  const { stdout } = await runCli(['check', '--only', '6', '--json'], { cwd: repo.root, env });
  return JSON.parse(stdout).checkers[0];
}

test.each<[string, Readonly<Record<string, string>>, Files, string, RegExp]>([
  [
    'that pass do for no test',
    { test: TEST },
    { 'a.js': '2;\n' },
    'not-applicable',
    /`npm run test` starts xo alone, which passed, and neither/,
  ],
  ['that do not pass are no answer', { test: TEST }, { 'bad.js': '2;\n' }, 'errored', /starts xo alone and ended with 1[^]*found bad\.js/],
  ['do not do for a test file', { test: TEST }, { 'test/a.test.js': '2;\n' }, 'errored', /left no report/],
  [
    'do not do for what the change took out',
    { test: 'sh check.sh' },
    { 'package.json': `{"scripts":{"test":${JSON.stringify(TEST)}}}` },
    'errored',
    /left no report/,
  ],
])('linters in the place of tests %s', async (_, scripts, change, verdict, reason) => {
  expect(await judged(scripts, change)).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
});
