import { createHash, createHmac } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOf, registryOf, scriptedChecker } from '../../test/rig/gate.ts';
import { createRepository, type TestRepository } from '../../test/rig/repository.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { InvariantError } from '../domain/error.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { check } from './check.ts';
import type { Bench } from './judging.ts';
import { openKeptStore } from './kept-store.ts';
import { why, type WhyRequest } from './why.ts';
import type { CheckRequest } from './subject.ts';

const SECRET = 'a'.repeat(64);
const CONFIG = 'env: [FLAVOUR]\n';

const REQUEST: CheckRequest = {
  base: null,
  source: 'working-tree',
  only: null,
  signal: new AbortController().signal,
  toolchain: { node: 'v1' },
  cache: { secret: SECRET, trustDomain: 'person' },
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

const counter = counted();

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

interface Faulted {
  readonly repo: TestRepository;
  readonly bench: Bench;
  readonly request: CheckRequest;
}

const WAIVER = {
  fingerprint: '0'.repeat(32),
  checker: 'style-and-convention',
  rule: 'lint',
  path: 'z.js',
  reason: 'old',
  expires: '2026-03-31',
};
const noon = (day: string): Clock => ({ ...systemClock, now: () => Date.parse(`${day}T12:00:00Z`) });

/** One part of the key after another; the whole gate's answer and the checker's own both have to miss. */
test.each<[string, (given: Faulted) => Partial<Faulted> | void]>([
  ['nothing', () => undefined],
  [
    'the checker',
    ({ bench, repo: _ }) => ({
      bench: { ...bench, registry: registryOf({ 'generated-code-integrity': { ...counter.checker, version: 2 } }) },
    }),
  ],
  ['a changed file', ({ repo }) => repo.write({ 'a.js': '3' })],
  ['a file that the change does not touch', ({ repo }) => repo.write({ 'z.js': '2' })],
  ['a new file', ({ repo }) => repo.write({ 'new.js': '' })],
  ['the mode of a file', ({ repo }) => chmodSync(join(repo.root, 'z.js'), 0o755)],
  ['the base', ({ repo }) => repo.commit({ 'z.js': '2' })],
  ['the base, by what is named', ({ request }) => ({ request: { ...request, base: 'HEAD~1' } })],
  [
    'the options',
    ({ repo }) => repo.commit({ '.jidoka/config.yaml': `${CONFIG}checkers:\n  generated-code-integrity:\n    strict: true\n` }),
  ],
  ['the phase', ({ repo }) => repo.commit({ '.jidoka/config.yaml': `phase: 1\n${CONFIG}` })],
  ['a variable that commands always see', ({ bench }) => ({ bench: { ...bench, callerEnv: { ...bench.callerEnv, TZ: 'Asia/Tokyo' } } })],
  [
    'a variable that the policy lets them see',
    ({ bench }) => ({ bench: { ...bench, callerEnv: { ...bench.callerEnv, FLAVOUR: 'sour' } } }),
  ],
  [
    'a variable that is gone',
    ({
      bench: {
        callerEnv: { FLAVOUR: _, ...callerEnv },
        ...bench
      },
    }) => ({ bench: { ...bench, callerEnv } }),
  ],
  ['a tool', ({ request }) => ({ request: { ...request, toolchain: { node: 'v2' } } })],
  [
    'the virtual environment',
    ({ repo }) => repo.write({ '.venv/.gitignore': '*', '.venv/pyvenv.cfg': 'home = /usr/bin', '.venv/bin/python3': '' }),
  ],
  ['what is waived, as a day has passed', ({ bench }) => ({ bench: { ...bench, clock: noon('2026-04-01') } })],
  ['the trust domain', ({ request }) => ({ request: { ...request, cache: { secret: SECRET, trustDomain: 'ci' } } })],
  ['the secret', ({ request }) => ({ request: { ...request, cache: { secret: 'b'.repeat(64), trustDomain: 'person' } } })],
])('asked again when this has changed: %s', async (name, plant) => {
  using repo = createRepository({ 'a.js': '0', 'z.js': '1' });
  repo.commit({ 'a.js': '1', '.jidoka/config.yaml': CONFIG, '.jidoka/waivers.yaml': `waivers:\n  - ${JSON.stringify(WAIVER)}\n` });
  repo.write({ 'a.js': '2' });
  const opened = await benchOf(repo, registryOf({ 'generated-code-integrity': counter.checker }));
  const bench = { ...opened, clock: noon('2026-03-31'), callerEnv: { PATH: process.env['PATH'], FLAVOUR: 'sweet' } };
  const given = { repo, bench, request: { ...REQUEST } };
  await asked(bench);
  const { bench: after, request } = { ...given, ...plant(given) };
  // What was asked for otherwise is no answer of a whole gate that is kept: this is what is kept of the checker.
  const { cached } = await asked(after, { ...request, only: ['4', '4'] });
  // And this the whole gate's: without checkers there is no other way to an answer.
  const whole = await check({ ...after, registry: [] }, request).then(
    () => true,
    (error: unknown) => (error instanceof InvariantError ? false : Promise.reject(error)),
  );
  // Of the checker's version only Jidoka's own stamp, in the toolchain, tells the whole gate.
  expect([cached, whole]).toEqual([name === 'nothing', name === 'nothing' || name === 'the checker']);
});

test('an answer in which the day takes part is kept for that day', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const checker = scriptedChecker(({ today, measure }) => measure('day', Number(today.slice(-2)), 'd'), { needs: ['today'] });
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  const on = async (day: string, only: readonly string[]) => (await asked({ ...bench, clock: noon(day) }, { only })).result.measurements;
  await on('2026-03-30', ['4']);
  // Asked for otherwise: what is kept of the checker answers, and not what is kept of the whole gate.
  expect(await on('2026-03-31', ['4', '4'])).toEqual([{ name: 'day', value: 31, unit: 'd' }]);
});

test('a whole gate is answered at once, with findings and coverage as they were', async () => {
  using repo = createRepository({ 'a.js': '1', '.jidoka/config.yaml': CONFIG });
  repo.write({ 'a.js': '2' });
  const { checker, runs } = counted();
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  const first = await check(bench, REQUEST);
  // Whoever judges opens the object reader: without one there is no other way to these findings.
  const again = await check({ ...bench, registry: [] }, REQUEST);
  const checkers = first.gate.checkers.map((result) => ({ ...result, cached: true }));
  expect([again, runs()]).toEqual([{ ...first, gate: { ...first.gate, checkers } }, 1]);
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
  const green = files.map((file) => readFileSync(file, 'utf8')).find((text) => text.includes('{"result":{"number":7,')) ?? '';
  expect(green).toContain('"passed"');
  for (const file of files) writeFileSync(file, green);
  expect(await asked(bench)).toEqual(first);
});

/** The verdict turned to green in every kept file, and sealed anew as somebody would who knows all but the secret. */
function poison(dir: string, sealOf: (key: string, body: string) => string): void {
  for (const name of readdirSync(dir)) {
    const [, ...rest] = readFileSync(join(dir, name), 'utf8').split('\n');
    const body = JSON.stringify(JSON.parse(rest.join('\n')), (key, value) =>
      key === 'verdict' ? 'passed' : key === 'findings' ? [] : value,
    );
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

test('what fills the folder goes, the oldest first and what was used lately last', async () => {
  using folder = temporaryFolder();
  const trust = { secret: SECRET, trustDomain: 'person' } as const;
  const store = openKeptStore({ dir: folder.path, trust, bound: { entries: 3, bytes: 1e6 } });
  const age = (file: string, seconds: number) => utimesSync(join(folder.path, file), seconds, seconds);
  for (const key of ['a', 'b', 'c']) {
    const before = new Set(readdirSync(folder.path));
    await store.write('kind', key, key);
    readdirSync(folder.path)
      .filter((file) => !before.has(file))
      .forEach((file) => age(file, key.charCodeAt(0)));
  }
  expect(await store.read('kind', 'a')).toBe('a');
  await store.write('kind', 'd', 'd');
  const left = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.read('kind', key)));
  const small = openKeptStore({ dir: folder.path, trust, bound: { entries: 3, bytes: 1000 } });
  await small.write('kind', 'large', 'x'.repeat(990));
  expect([left, readdirSync(folder.path).length]).toEqual([['a', null, 'c', 'd'], 0]);
});

test('several processes may write, read and remove at once', async () => {
  using folder = temporaryFolder();
  const stores = [1, 2, 3].map(() =>
    openKeptStore({ dir: folder.path, trust: REQUEST.cache ?? never(), bound: { entries: 5, bytes: 1e6 } }),
  );
  const seen = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const store = stores[index % 3] ?? never();
      await store.write('kind', index % 7, index % 7);
      return [index % 7, await store.read('kind', index % 7)];
    }),
  );
  expect(seen.filter(([key, value]) => value !== null && value !== key)).toEqual([]);
  await stores[0]?.write('kind', 'last', 'last');
  expect([await stores[1]?.read('kind', 'last'), readdirSync(folder.path).length <= 5]).toEqual(['last', true]);
});

const asks = (bench: Bench, request: Partial<WhyRequest> = {}) =>
  why(bench, { ...REQUEST, checker: 'generated-code-integrity', ...request }).then(({ parts: _, ...said }) => said);

test('says why a checker would be executed again, and executes nothing', async () => {
  using repo = createRepository({ 'a.js': '1', 'b.js': '1' });
  repo.write({ 'a.js': '2' });
  const { checker, runs } = counted();
  const opened = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  const bench = { ...opened, clock: noon('2026-03-31'), callerEnv: { PATH: '/usr/bin' } };
  const first = await asks(bench);
  await asked(bench);
  const last = { keptAt: Date.parse('2026-03-31T12:00:00Z'), verdict: 'passed' };
  const same = await asks(bench);
  repo.write({ 'b.js': '2', 'c d.js': '' });
  const later = await asks({ ...bench, callerEnv: { PATH: '/bin' } }, { toolchain: { node: 'v2', deno: 'v1' } });
  const changed = later.changed.map(({ part, paths, before, now }) => [
    part,
    paths ?? (part === 'environment PATH' ? 'a digest' : [before, now]),
  ]);
  expect([first, same, { ...later, changed }, runs()]).toEqual([
    { number: 4, id: 'generated-code-integrity', kept: null, last: null, changed: [] },
    { number: 4, id: 'generated-code-integrity', kept: 'passed', last, changed: [] },
    {
      number: 4,
      id: 'generated-code-integrity',
      kept: null,
      last,
      changed: [
        ['judged tree', ['b.js', 'c d.js']],
        ['node', ['v1', 'v2']],
        ['deno', [null, 'v1']],
        ['environment PATH', 'a digest'],
      ],
    },
    1,
  ]);
  const kept = readdirSync(join(bench.repository.stateDir, 'cache')).map((file) =>
    readFileSync(join(bench.repository.stateDir, 'cache', file), 'utf8'),
  );
  expect(kept.filter((text) => text.includes('/usr/bin'))).toEqual([]);
});

test('a checker that would be asked without any trust in what is kept is a usage error', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.write({ 'a.js': '2' });
  const bench = await benchOf(repo);
  await expect(asks(bench, { cache: null })).rejects.toThrow(/nothing is kept here/);
  await expect(asks(bench, { checker: 'pipeline-metrics' })).rejects.toThrow(/judges no change/);
});

function never(): never {
  throw new Error('not there');
}

test('a package manager is asked for its version once for each state of the programs and of what they may see', async () => {
  const config = 'sandbox: process\nenv: [FLAVOUR]\n';
  using repo = createRepository({ 'package.json': '{}', 'package-lock.json': '{"lockfileVersion":3}', '.jidoka/config.yaml': config });
  using folder = temporaryFolder();
  const log = join(folder.path, 'log');
  const npm = `#!/bin/sh\n[ "$1" = --version ] && echo asked >>'${log}' && [ "$FLAVOUR" = broken ] && exit 1\nPATH="\${PATH#*:}" exec npm "$@"\n`;
  writeFileSync(join(folder.path, 'npm'), npm, { mode: 0o755 });
  const opening = scriptedChecker(async ({ inScope, examined, workspaces }) => {
    inScope(['a.js']);
    examined(['a.js']);
    await workspaces.checkout('head');
  });
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': opening }));
  let changes = 0;
  const asking = async (env: Readonly<Record<string, string>> = {}, request: Partial<CheckRequest> = {}) => {
    repo.write({ 'a.js': String((changes += 1)) });
    const callerEnv = { ...process.env, PATH: `${folder.path}:${process.env['PATH']}`, ...env };
    const { result } = await asked({ ...bench, callerEnv }, request);
    return [result.verdict, readFileSync(log, 'utf8').split('\n').length - 1];
  };
  expect([
    await asking(),
    await asking(),
    await asking({ FLAVOUR: 'sweet' }),
    await asking({}, { toolchain: { node: 'v2' } }),
    await asking({}, { cache: null }),
    // What fails has said nothing that could be remembered.
    await asking({ FLAVOUR: 'broken' }),
    await asking({ FLAVOUR: 'broken' }),
  ]).toEqual([1, 1, 2, 3, 4, 5, 6].map((count) => ['passed', count]));
});
