// `npm run bench`: what Jidoka adds to Node's own start, all measured in one run, each round in turn so that a busy moment
// hits all three alike. Promise: `--version` and `check` on an unchanged tree <= 150 ms beyond Node's start.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedProgram } from './published-program.ts';

const ROUNDS = 15;
const folder = mkdtempSync(join(tmpdir(), 'jidoka-bench-'));
const program = publishedProgram(folder);
const repository = join(folder, 'repository');

try {
  smallRepository(repository);
  const cases = {
    'node -e 0': ['-e', '0'],
    'jidoka --version': [program, '--version'],
    'jidoka check': [program, 'check'],
  };
  const times = new Map(Object.keys(cases).map((name) => [name, new Array<number>()]));
  // The first round fills the compile cache and the checkers' results: what is measured is the second time and later.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, args] of Object.entries(cases)) {
      const elapsed = timed(args);
      if (round > 0) times.get(name)?.push(elapsed);
    }
  }
  const start = median(times.get('node -e 0') ?? []);
  console.log(`median of ${ROUNDS}, Node ${process.versions.node}`);
  for (const [name, values] of times) {
    const middle = median(values);
    const beyond = (middle - start).toFixed(0).padStart(5);
    console.log(`${name.padEnd(18)}${middle.toFixed(0).padStart(6)} ms   ${beyond} ms beyond Node   ${(middle / start).toFixed(1)} x Node`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timed(args: readonly string[]): number {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
  const elapsed = performance.now() - started;
  // The time of something that failed is no result.
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return elapsed;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function smallRepository(dir: string): void {
  mkdirSync(dir);
  const manifest = { name: 'small', version: '1.0.0', type: 'module', scripts: { test: 'node --test' } };
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(dir, 'sum.js'), 'export const sum = (a, b) => a + b;\n');
  writeFileSync(
    join(dir, 'sum.test.js'),
    "import assert from 'node:assert';\nimport test from 'node:test';\nimport { sum } from './sum.js';\ntest('sum', () => assert.equal(sum(1, 2), 3));\n",
  );
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: dir });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=Start');
  // On the protected branch `check` judges the last commit against the one before.
  writeFileSync(join(dir, 'sum.js'), 'export const sum = (a, b) => b + a;\n');
  git('commit', '--quiet', '--all', '--message=Swap the terms');
}
