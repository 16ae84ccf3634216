import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanState, tidyState } from '../../src/pipeline/clean-state.ts';
import { pathOf } from '../../src/pipeline/state-inventory.ts';
import { processIdentity } from '../../src/platform/ids.ts';
import { scratchName } from '../../src/platform/scratch.ts';
import { GOOD } from '../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../rig/line.ts';
import type { Files } from '../rig/repository.ts';

/** A project without tests is judged in a third of the time. */
const UNTESTED: Files = { 'package.json': '{ "name": "greeter", "type": "module" }\n', 'test/greet.test.js': null };
const FAST = { config: { commands: {} }, files: UNTESTED };
const MB = 1_000_000;

/** A folder or file of this size in the state folder, changed so many days ago. */
function put(line: TestLine, path: string, { bytes = 1000, daysAgo = 0 }: { bytes?: number; daysAgo?: number } = {}): string {
  const full = pathOf(join(line.root, '.jidoka/state'), path);
  mkdirSync(full, { recursive: true });
  writeFileSync(join(full, 'content'), Buffer.alloc(bytes));
  const when = Date.now() / 1000 - daysAgo * 86_400;
  utimesSync(full, when, when);
  return path;
}

const has = (line: TestLine, path: string) => existsSync(pathOf(join(line.root, '.jidoka/state'), path));
const id = (digit: string) => digit.repeat(64);

async function clean(line: TestLine, options: Parameters<typeof cleanState>[1] = {}): Promise<string[]> {
  using factory = await line.factory();
  return (await cleanState(factory, options)).removed.map(({ path }) => path).toSorted();
}

/** The name a process that is dead by now would have given. */
async function nameOfTheDead(prefix: string): Promise<string> {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { scratchName } from ${JSON.stringify(join(import.meta.dirname, '../../src/platform/scratch.ts'))}; process.stdout.write(scratchName(${JSON.stringify(prefix)}));`,
  ]);
  let name = '';
  for await (const chunk of child.stdout) name += String(chunk);
  return name;
}

describe('after a green run', () => {
  let template: TestLine;
  let run: string;
  beforeAll(async () => {
    template = makeLine(FAST);
    ({ run } = await template.run({ change: template.commit({ 'src/farewell.js': GOOD['src/farewell.js'] ?? '' }, 'By hand') }));
  });
  afterAll(() => template[Symbol.asyncDispose]());

  test('what was left behind goes, and builds that nothing names; the rest stays', async () => {
    await using line = copyLine(template);
    const [attested = ''] = readdirSync(join(line.root, '.jidoka/state/artefacts'));
    const gone = [
      put(line, `workspaces/${run}`),
      put(line, `homes/agent-${run}`),
      put(line, `workspaces/${await nameOfTheDead('gate')}`),
      put(line, `homes/${await nameOfTheDead('home')}`),
      put(line, await nameOfTheDead('index')),
      put(line, 'workspaces/from-elsewhere', { daysAgo: 2 }),
      put(line, `artefacts/${id('0')}`),
      put(line, `dependencies/${id('1')}.5f0c6f6e-0000-4000-8000-000000000000`),
    ];
    const stays = [
      `artefacts/${attested}`,
      put(line, `dependencies/${id('2')}`),
      put(line, 'package-cache/npm'),
      put(line, 'cache/verdicts'),
    ];
    const before = await line.events();
    expect((await line.cli('clean', '--dry-run')).stdout).toMatch(/Would remove 8 files and folders, 8 kB/);
    expect(gone.map((path) => has(line, path))).toEqual(gone.map(() => true));
    const { code, stdout } = await line.cli('clean', '--json');
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 0,
      schemaVersion: 1,
      dryRun: false,
      removed: expect.any(Array),
      bytes: 8000,
      left: 3000,
      atWork: false,
    });
    expect((JSON.parse(stdout).removed as string[]).toSorted()).toEqual(gone.toSorted());
    expect(stays.map((path) => has(line, path))).toEqual(stays.map(() => true));
    expect(await clean(line, { isAll: true })).toEqual(stays.slice(1).toSorted());
    expect(await line.events()).toEqual(before);
    expect([(await line.cli('ledger', 'verify')).code, (await line.cli('verify', 'main')).code]).toEqual([0, 0]);
  });

  test('the oldest goes first until the bound is kept, and nothing while it is', async () => {
    await using line = copyLine(template);
    const [newest, oldest, middle] = [
      put(line, `dependencies/${id('a')}`, { bytes: 2 * MB, daysAgo: 1 }),
      put(line, `dependencies/${id('b')}`, { bytes: 2 * MB, daysAgo: 30 }),
      put(line, 'package-cache/npm', { bytes: 2 * MB, daysAgo: 7 }),
    ];
    using factory = await line.factory();
    expect(await tidyState(factory, 6 * MB)).toBeNull();
    expect((await tidyState(factory, 5 * MB))?.removed.map(({ path }) => path)).toEqual([oldest]);
    expect((await tidyState(factory, 3 * MB))?.removed.map(({ path }) => path)).toEqual([middle]);
    expect(has(line, newest ?? '')).toBe(true);
  });

  test('what a living run or check may use is left alone', async () => {
    await using line = copyLine(template);
    const kept = [put(line, `artefacts/${id('0')}`), put(line, `dependencies/${id('2')}`, { daysAgo: 30 })];
    const ours = put(line, `workspaces/${scratchName('gate')}`);
    expect(await clean(line, { isAll: true })).toEqual([]);
    const { stdout } = await line.cli('clean', '--all');
    expect(stdout).toContain('A run or a check is at work: builds, installations and caches were left alone.');
    expect([...kept, ours].map((path) => has(line, path))).toEqual([true, true, true]);
  });

  test('several that clean at once remove each thing once', async () => {
    await using line = copyLine(template);
    const gone = Array.from({ length: 40 }, (_, place) => put(line, `artefacts/${String(place).padStart(64, '0')}`));
    const ends = await Promise.all([1, 2, 3].map(() => line.cli('clean', '--json')));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(ends.map(() => ({ code: 0, stderr: '' })));
    const removed = ends.flatMap(({ stdout }) => JSON.parse(stdout).removed as string[]).filter((path) => gone.includes(path));
    expect(removed.toSorted()).toEqual(gone);
    expect(readdirSync(join(line.root, '.jidoka/state/artefacts')).length).toBe(1);
  });
});

test('a run that was interrupted keeps what it goes on with', async () => {
  await using line = makeLine(FAST);
  const run = await line.prepare({ change: line.commit({ 'src/farewell.js': GOOD['src/farewell.js'] ?? '' }, 'By hand') });
  const mine = [
    put(line, `workspaces/${run}`, { daysAgo: 3 }),
    put(line, `homes/agent-${run}`, { daysAgo: 3 }),
    put(line, `dependencies/${id('2')}`),
  ];
  {
    using factory = await line.factory();
    await factory.journal.claim({ run, owner: 'elsewhere 1 1', now: 0, leaseMs: 1, isDead: () => true });
    expect((await cleanState(factory, { isAll: true })).isAtWork).toBe(true);
    // On this machine, and dead.
    await factory.journal.claim({ run, owner: processIdentity().replace(/ \d+$/, ' 1'), now: 10, leaseMs: 1, isDead: () => true });
    expect((await cleanState(factory, { isAll: true })).isAtWork).toBe(false);
  }
  expect(mine.map((path) => has(line, path))).toEqual([true, true, true]);
  expect((await line.cli('runs', 'cancel', run)).code).toBe(0);
  expect(await clean(line, { isAll: true })).toEqual([mine[2]]);
  expect(has(line, mine[0] ?? '')).toBe(false);
});
