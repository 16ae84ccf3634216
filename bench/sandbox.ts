// `npm run bench:sandbox -- <repository> [--rounds n]`: what the sandbox and the checkouts of a gate add to a repository's own
// build and tests. One run, in turn: the commands as they are in a plain clone, and the way a gate runs them (clean checkout,
// kept dependencies, sandbox, build, frozen output, copy, tests). Promise: at most 1.15 x for both together.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBench } from '../src/compose.ts';
import { openJudging } from '../src/gate/judging.ts';
import { requireCommit, treeOf } from '../src/git/repository.ts';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(options.rounds);
const folder = mkdtempSync(join(tmpdir(), 'jidoka-bench-'));
const clone = join(folder, 'clone');

try {
  execFileSync('git', ['clone', '--quiet', '--local', resolve(positionals[0] ?? '.'), clone]);
  const bench = await openBench({ dir: clone, env: process.env });
  const base = await requireCommit(bench.repository, 'HEAD');
  const tree = await treeOf(bench.repository, base);

  const gate = async () => {
    await using judging = await openJudging(
      { ...bench, useLocalDependencies: false },
      { base, tree, workOrder: null, signal: new AbortController().signal },
    );
    const { policy, workspaces, sandbox } = judging;
    const started = performance.now();
    const build = await workspaces.build('head');
    if (!build.succeeded) throw new Error(`the build failed: ${build.steps.at(-1)?.result.stderr}`);
    const built = performance.now();
    const { test = 'true' } = policy.project.commands;
    const testbed = await workspaces.testbed('head');
    const { exitCode, stdout, stderr } = await testbed.exec({ command: test });
    if (exitCode !== 0) throw new Error(`the tests failed: ${stdout}${stderr}`);
    return { commands: policy.project.commands, sandbox, total: performance.now() - started, build: built - started };
  };
  // Fills the dependency store, and tells the commands.
  const { commands, sandbox } = await gate();
  const { install = 'npm ci', prepare, build, test = 'true' } = commands;
  const shell = (command: string) => {
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
      cwd: clone,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
    });
    if (status !== 0) throw new Error(`${command} ended with ${status}\n${stdout}${stderr}`);
  };
  shell(install);
  const direct = () => {
    const started = performance.now();
    for (const command of [prepare, build, test]) if (command !== undefined) shell(command);
    return performance.now() - started;
  };
  const times = { direct: new Array<number>(), gate: new Array<number>() };
  for (let round = 0; round < rounds; round += 1) {
    times.direct.push(direct());
    times.gate.push((await gate()).total);
  }
  const [plain, judged] = [median(times.direct), median(times.gate)];
  console.log(
    `median of ${rounds}, Node ${process.versions.node}, sandbox level ${sandbox}: ${[prepare, build, test].filter((command) => command !== undefined).join(' && ')}`,
  );
  console.log(`directly  ${(plain / 1000).toFixed(2)} s   (${range(times.direct)})`);
  console.log(`in a gate ${(judged / 1000).toFixed(2)} s   (${range(times.gate)})   ${(judged / plain).toFixed(2)} x`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function range(values: readonly number[]): string {
  return `${(Math.min(...values) / 1000).toFixed(2)} to ${(Math.max(...values) / 1000).toFixed(2)} s`;
}
