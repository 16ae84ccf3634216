import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOf, registryOf, scriptedChecker } from '../../test/rig/gate.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { check, type CheckRequest } from './check.ts';
import type { Bench } from './judging.ts';

const REQUEST: CheckRequest = {
  base: null,
  source: 'working-tree',
  only: null,
  signal: new AbortController().signal,
  toolchain: 'test',
  cache: { secret: 'a'.repeat(64), trustDomain: 'person' },
};

const failing = scriptedChecker(({ change, inScope, examined, report }) => {
  const paths = change.files.map(({ path }) => path);
  inScope(paths);
  examined(paths);
  report('bad', { message: 'bad', path: 'a.js' });
});

const counted = () => {
  let runs = 0;
  const checker = scriptedChecker(({ inScope, examined, report, measure }) => {
    runs += 1;
    inScope(['a.js']);
    examined(['a.js']);
    measure('run', runs, 'count');
    report('odd', { message: 'odd', path: 'a.js', range: { startLine: 1 } });
  });
  return { checker, runs: () => runs };
};

async function asked(bench: Bench, request: Partial<CheckRequest> = {}) {
  const { gate } = await check(bench, { ...REQUEST, ...request });
  const found = gate.checkers.find(({ number }) => number === 4);
  if (found === undefined) throw new Error('checker 4 did not run');
  const { durationMs: _, cached, ...result } = found;
  return { cached, result, coverage: gate.coverage };
}

test('replays verdict, findings and coverage, and says so', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const { checker, runs } = counted();
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  const first = await asked(bench);
  const second = await asked(bench);
  expect([second, runs()]).toEqual([{ ...first, cached: true }, 1]);
});

test('is asked again when any part of the key has changed', async () => {
  using repo = createRepository({ 'a.js': '1', 'z.js': '1' });
  const { checker, runs } = counted();
  const other = { ...checker, version: 2 };
  const [bench, newer] = await Promise.all([checker, other].map((one) => benchOf(repo, registryOf({ 'generated-code-integrity': one }))));
  if (bench === undefined || newer === undefined) throw new Error('no bench');
  const seen: unknown[] = [];
  const ask = async (...args: Parameters<typeof asked>) => void seen.push((await asked(...args)).cached);
  repo.write({ 'a.js': '2' });
  await ask(bench);
  await ask(bench, { toolchain: 'another' });
  await ask(newer);
  repo.write({ 'z.js': '2' });
  await ask(bench);
  repo.write({ 'z.js': '1' });
  await ask(bench);
  repo.commit({ '.jidoka/config.yaml': 'checkers:\n  generated-code-integrity:\n    strict: true\n' });
  repo.write({ 'a.js': '3' });
  await ask(bench);
  expect([seen, runs()]).toEqual([[false, false, false, false, true, false], 5]);
});

test('keeps nothing that is no answer', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  let runs = 0;
  const broken = scriptedChecker(() => {
    runs += 1;
    throw new Error('broken');
  });
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': broken }));
  await asked(bench);
  await asked(bench);
  expect(runs).toBe(2);
});

test.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['other JSON', () => '{}'],
  ['one verdict turned', (text) => text.replace('"failed"', '"passed"')],
  ['one character more', (text) => `${text} `],
])('does not trust a file that is damaged: %s', async (_, damage) => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': failing }));
  const first = await asked(bench);
  const dir = join(bench.repository.stateDir, 'cache');
  for (const name of readdirSync(dir)) writeFileSync(join(dir, name), damage(readFileSync(join(dir, name), 'utf8')));
  expect(await asked(bench)).toEqual(first);
});

test('does not take one checker’s file for another’s', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': failing }));
  const first = await asked(bench);
  const dir = join(bench.repository.stateDir, 'cache');
  const files = readdirSync(dir).map((name) => join(dir, name));
  const green = files.map((file) => readFileSync(file, 'utf8')).find((text) => text.includes('"passed"')) ?? '';
  for (const file of files) writeFileSync(file, green);
  expect(await asked(bench)).toEqual(first);
});

/** The verdict turned to green in every kept file, and sealed anew as somebody would who knows all but the secret. */
function poison(dir: string, sealOf: (key: string, body: string) => string): void {
  for (const name of readdirSync(dir)) {
    const [, ...rest] = readFileSync(join(dir, name), 'utf8').split('\n');
    const { result, ...others } = JSON.parse(rest.join('\n'));
    const body = JSON.stringify({ result: { ...result, verdict: 'passed', findings: [] }, ...others });
    writeFileSync(join(dir, name), `${sealOf(name.replace('.json', ''), body)}\n${body}`);
  }
}

const mac = (secret: string) => (key: string, body: string) => createHmac('sha256', secret).update(`${key}\n${body}`).digest('hex');

test.each<[string, 'believed' | 'asked again', (key: string, body: string) => string]>([
  // Without it the other two would prove nothing: this is what the program itself writes.
  ['with the secret', 'believed', mac('a'.repeat(64))],
  ['with a secret of their own', 'asked again', mac('b'.repeat(64))],
  ['with a digest that needs none', 'asked again', (key, body) => createHash('sha256').update(`${key}\n${body}`).digest('hex')],
])('a file that somebody has sealed %s is %s', async (_, expected, sealOf) => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': failing }));
  const first = await asked(bench);
  poison(join(bench.repository.stateDir, 'cache'), sealOf);
  const { result, cached } = await asked(bench);
  expect([first.result.verdict, result.verdict, cached]).toEqual([
    'failed',
    ...(expected === 'believed' ? ['passed', true] : ['failed', false]),
  ]);
});

test('CI and a person’s machine do not believe each other, nor does another secret', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const { checker, runs } = counted();
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  const secret = 'a'.repeat(64);
  const seen = [];
  for (const cache of [
    { secret, trustDomain: 'person' },
    { secret, trustDomain: 'ci' },
    { secret: 'b'.repeat(64), trustDomain: 'person' },
    { secret: 'b'.repeat(64), trustDomain: 'person' },
  ] as const)
    seen.push((await asked(bench, { cache })).cached);
  expect([seen, runs()]).toEqual([[false, false, false, true], 3]);
});

test('an environment that commands may see is part of the key', async () => {
  using repo = createRepository({ 'a.js': '1', '.jidoka/config.yaml': 'env: [FLAVOUR]\n' });
  repo.write({ 'a.js': '2' });
  const bench = await benchOf(repo);
  const seen = [];
  for (const FLAVOUR of ['sweet', 'sour', 'sour']) seen.push((await asked({ ...bench, callerEnv: { ...process.env, FLAVOUR } })).cached);
  expect(seen).toEqual([false, false, true]);
});

test('without trust nothing is kept and nothing believed', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const { checker, runs } = counted();
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  await asked(bench, { cache: null });
  expect(existsSync(join(bench.repository.stateDir, 'cache'))).toBe(false);
  await asked(bench);
  expect([(await asked(bench, { cache: null })).cached, runs()]).toEqual([false, 3]);
});
