import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/stores/sqlite/store.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { BAD, GOOD } from '../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';
import { runCli } from '../rig/program.ts';
import type { Files } from '../rig/repository.ts';
import { temporaryFolder } from '../rig/temporary.ts';

const APPEND_PROGRAM = fileURLToPath(new URL('../rig/append-program.ts', import.meta.url));

const CRASH_PROGRAM = fileURLToPath(new URL('../rig/crash-program.ts', import.meta.url));

/** A project without tests is judged in a third of the time, by as many steps. */
const UNTESTED: Files = { 'package.json': '{ "name": "greeter", "type": "module" }\n', 'test/greet.test.js': null };
const ONLY_SOURCES: Files = { 'src/farewell.js': GOOD['src/farewell.js'] ?? null };

const fileOf = ({ root }: TestLine) => join(root, '.jidoka/state/ledger.db');

function inDatabase<T>(line: TestLine, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(fileOf(line));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const sql = (line: TestLine, statement: string) => inDatabase(line, (database) => database.exec(statement));

/** SQL for a column with another first digit. */
const otherDigit = (column: string) => `iif(${column} like 'f%', '0', 'f') || substr(${column}, 2)`;

async function verdict(line: TestLine): Promise<object> {
  const { code, stdout } = await line.cli('ledger', 'verify', '--json');
  return { code, ...JSON.parse(stdout) };
}

describe('the ledger of a finished run', () => {
  let template: TestLine;
  let run: string;
  let integrated: { readonly sequence: number; readonly index: number };
  beforeAll(async () => {
    template = makeLine();
    const change = template.commit(GOOD, 'By hand');
    ({ run } = await template.run({ change }));
    const [event] = await template.of('change.integrated');
    integrated = { sequence: event?.sequence ?? -1, index: event?.index ?? -1 };
  });
  afterAll(() => template[Symbol.asyncDispose]());

  /** Where the event about the merge is broken, and how. */
  const brokenAt = (reason: unknown) => ({ code: 1, schemaVersion: 1, ok: false, chain: run, ...integrated, reason });

  test('is whole', async () => {
    await using line = copyLine(template);
    const events = await line.events();
    expect(await verdict(line)).toEqual({ code: 0, schemaVersion: 1, ok: true, events: events.length, chains: 2, checkpoints: 1 });
  });

  test.each([
    { title: 'its time', set: "time = '2020' || substr(time, 5)", reason: 'its content does not match its hash' },
    { title: 'its actor', set: "actor = 'operator:eve'", reason: 'its content does not match its hash' },
    { title: 'its payload', set: "payload = replace(payload, 'main', 'main2')", reason: 'its content does not match its hash' },
    { title: 'its hash', set: `hash = ${otherDigit('hash')}`, reason: 'its content does not match its hash' },
    { title: 'its previous hash', set: `previous_hash = ${otherDigit('previous_hash')}`, reason: 'its content does not match its hash' },
    { title: 'its type', set: "type = 'change.undone'", reason: 'no event has the type "change.undone"' },
    { title: 'its payload to no JSON', set: 'payload = substr(payload, 2)', reason: 'its content is not readable' },
  ])('names the event when somebody changed $title', async ({ set, reason }) => {
    await using line = copyLine(template);
    sql(line, `update events set ${set} where sequence = ${integrated.sequence}`);
    expect(await verdict(line)).toEqual(brokenAt(reason));
    const { code, stdout } = await line.cli('ledger', 'verify');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `The ledger is broken at event ${integrated.sequence}, ${run} ${integrated.index}: ${reason}\n`,
    });
  });

  test('names the event when one bit of the file was flipped', async () => {
    await using line = copyLine(template);
    // Everything into the file itself, away from the log beside it.
    sql(line, 'pragma journal_mode = delete');
    const commit = line.git('rev-parse', 'main');
    const bytes = readFileSync(fileOf(line));
    // The journal knows the commit as well, in another form.
    const payload = bytes.indexOf(`{"commit":"${commit}","branch"`);
    expect(payload).toBeGreaterThan(0);
    const place = payload + '{"commit":"'.length;
    // A hexadecimal digit becomes another one.
    bytes[place] = bytes[place] === 0x30 ? 0x31 : 0x30;
    writeFileSync(fileOf(line), bytes);
    expect(await verdict(line)).toEqual(brokenAt('its content does not match its hash'));
  });

  test('names the event behind one that was taken out', async () => {
    await using line = copyLine(template);
    sql(line, `delete from events where sequence = ${integrated.sequence}`);
    expect(await verdict(line)).toEqual({
      ...brokenAt(`an event is missing before it (expected index ${integrated.index})`),
      sequence: integrated.sequence + 1,
      index: integrated.index + 1,
    });
  });

  test('names what was written behind the end of a run, which ended only once', async () => {
    await using line = copyLine(template);
    const forged = { type: 'run.finished', payload: { outcome: 'red', reason: 'written by hand' } } as const;
    {
      using factory = await line.factory();
      await factory.ledger.append(run, [{ event: forged, time: Date.now(), actor: 'jidoka' }]);
    }
    const last = (await line.events(run)).at(-1);
    expect(await verdict(line)).toEqual({
      ...brokenAt('it is written behind the end of its run'),
      sequence: last?.sequence,
      index: last?.index,
    });
    expect(JSON.parse((await line.cli('runs', 'show', run, '--json')).stdout)).toMatchObject({ state: { outcome: 'green' } });
    expect(JSON.parse((await line.cli('runs', 'list', '--json')).stdout)).toMatchObject({ runs: [{ outcome: 'green' }] });
  });

  test('names the chain when its sealed end was cut off', async () => {
    await using line = copyLine(template);
    const last = (await line.events(run)).at(-1);
    sql(line, `delete from events where sequence = ${last?.sequence}`);
    const seal = (await line.of('chain.sealed')).at(-1);
    expect(await verdict(line)).toEqual({
      code: 1,
      schemaVersion: 1,
      ok: false,
      sequence: seal?.sequence,
      chain: run,
      index: last?.index,
      reason: `the chain ${run} ends before its sealed event ${last?.index}`,
    });
  });

  test('names the checkpoint when everything behind it was cut off', async () => {
    await using line = copyLine(template);
    const [signed] = await line.of('attestation.signed');
    const head = signed?.payload.head.index ?? -1;
    const commit = line.git('rev-parse', '--short=10', 'main');
    // The chain of the run goes as a whole, and the factory's from the signed event on: what is left is whole in itself.
    sql(line, `delete from events where chain = '${run}' or position >= ${head}`);
    expect(await verdict(line)).toEqual({
      code: 1,
      schemaVersion: 1,
      ok: false,
      sequence: null,
      chain: 'factory',
      index: head,
      reason: `the ledger ends before event ${head}, which the attestation of ${commit} has signed (last event: ${head - 1})`,
    });
  });

  test('names the checkpoint when the past was written anew', async () => {
    await using line = copyLine(template);
    const [signed] = await line.of('attestation.signed');
    const head = signed?.payload.head.index ?? -1;
    const factoryChain = await line.events('factory');
    sql(line, 'delete from events');
    using store = openStore(fileOf(line));
    await store.ledger.append(
      'factory',
      factoryChain.map(({ type, payload }) => ({
        // The seals of a chain that is gone would be noticed: somebody who writes the past anew leaves them out.
        event:
          type === 'chain.sealed'
            ? { type: 'order.approved', payload: { order: 'another', digest: 'a'.repeat(64), by: 'eve' } }
            : ({ type, payload } as never),
        time: 0,
        actor: 'operator:eve',
      })),
    );
    expect(await verdict(line)).toEqual({
      code: 1,
      schemaVersion: 1,
      ok: false,
      sequence: expect.any(Number),
      chain: 'factory',
      index: head,
      // The notes speak of a ledger that began otherwise; what is kept beside this one does not.
      reason: expect.stringMatching(/^is not the event that the attestation [0-9a-f]{10} in the state folder has signed$/),
    });
  });

  test('names the checkpoint when an older copy of the file was put back', async () => {
    await using line = copyLine(template);
    // Also without the notes: what was signed is kept beside the ledger.
    line.git('update-ref', '-d', 'refs/notes/jidoka');
    expect(await verdict(line)).toMatchObject({ code: 0, checkpoints: 1 });
    sql(line, 'pragma wal_checkpoint(truncate)');
    sql(line, `vacuum into '${line.folder}/older.db'`);
    line.git('checkout', '--quiet', '--detach', 'main');
    const change = line.commit({ 'src/farewell.js': `${GOOD['src/farewell.js'] ?? ''}// Adieu.\n` }, 'More');
    expect((await line.cli('run', 'say-goodbye', '--yes', '--no-release', '--change', change)).code).toBe(0);
    line.git('update-ref', '-d', 'refs/notes/jidoka');
    expect(await verdict(line)).toMatchObject({ code: 0, checkpoints: 2 });
    for (const suffix of ['-wal', '-shm']) rmSync(`${fileOf(line)}${suffix}`, { force: true });
    renameSync(join(line.folder, 'older.db'), fileOf(line));
    expect(await verdict(line)).toMatchObject({
      code: 1,
      ok: false,
      chain: 'factory',
      reason: expect.stringMatching(/^the ledger ends before event \d+, which the attestation [0-9a-f]{10} in the state folder has signed/),
    });
  });

  test('is not measured by the attestations of another ledger', async () => {
    await using line = copyLine(template);
    // As in another clone: the notes were fetched, the state is its own.
    rmSync(join(line.root, '.jidoka/state'), { recursive: true });
    const { events: _, ...rest } = (await verdict(line)) as { events?: number };
    expect(rest).toEqual({ code: 0, schemaVersion: 1, ok: true, chains: 0, checkpoints: 0 });
  });

  test('names the event whose findings were changed', async () => {
    await using line = copyLine(template);
    const [judged] = await line.of('checker.finished');
    const digest = judged?.payload.result;
    sql(line, `update texts set content = replace(content, 'passed', 'failed') where digest = '${digest}'`);
    expect(await verdict(line)).toEqual({
      code: 1,
      schemaVersion: 1,
      ok: false,
      sequence: judged?.sequence,
      chain: run,
      index: judged?.index,
      reason: `the text ${digest} it names was changed`,
    });
  });
});

test.each([
  { title: 'empty', harm: (file: string) => truncateSync(file, 0), code: 3, error: 'LEDGER_UNREADABLE' },
  { title: 'cut off', harm: (file: string) => truncateSync(file, 20_000), code: 3, error: 'LEDGER_UNREADABLE' },
  { title: 'of a newer Jidoka', harm: madeNewer, code: 2, error: 'LEDGER_VERSION' },
])('a ledger that is $title has no answer for anybody', async ({ harm, code, error }) => {
  await using line = makeLine();
  expect((await line.cli('orders', 'approve', 'say-goodbye')).code).toBe(0);
  sql(line, 'pragma wal_checkpoint(truncate)');
  harm(fileOf(line));
  for (const args of [
    ['ledger', 'verify'],
    ['run', 'say-goodbye', '--yes'],
  ]) {
    const end = await line.cli(...args, '--json');
    expect({ code: end.code, error: JSON.parse(end.stdout).error?.code }).toEqual({ code, error });
  }
});

function madeNewer(file: string): void {
  using database = new DatabaseSync(file);
  database.exec('pragma user_version = 99');
}

describe('a red run that was killed behind its gate', () => {
  let template: TestLine;
  let run: string;
  beforeAll(async () => {
    template = makeLine({ config: { commands: {} }, files: UNTESTED });
    const change = template.commit({ 'src/farewell.js': BAD['src/farewell.js'] ?? '' }, 'By hand');
    run = await template.prepare({ change });
    const options = { cwd: template.root, env: template.env, program: CRASH_PROGRAM };
    const crash = await runCli([template.root, run, 'after gate/1/decide'], options);
    expect(crash.signal).toBe('SIGKILL');
  });
  afterAll(() => template[Symbol.asyncDispose]());

  const resume = async (line: TestLine) => {
    const { code, stdout } = await line.cli('runs', 'resume', run, '--json');
    return { code, document: JSON.parse(stdout) };
  };

  test('ends red when nobody touched it', async () => {
    await using line = copyLine(template);
    expect(await resume(line)).toMatchObject({ code: 1, document: { outcome: 'red' } });
  });

  test.each([
    {
      title: 'what a checker found',
      edit: 'update texts set content = replace(replace(content, \'"failed"\', \'"passed"\'), \'"error"\', \'"note"\')',
    },
    {
      title: 'which text a checker left behind',
      edit: `update steps set output = replace(output, (select json_extract(payload, '$.result') from events where type = 'checker.finished' and json_extract(payload, '$.verdict') = 'failed'),
           (select json_extract(payload, '$.result') from events where type = 'checker.finished' and json_extract(payload, '$.verdict') = 'passed' limit 1))`,
    },
    {
      title: 'what the gate decided',
      edit: "update events set payload = replace(payload, '\"red\"', '\"green\"') where type = 'gate.decided'",
    },
    { title: 'a verdict in the ledger', edit: 'update events set payload = replace(payload, \'"failed"\', \'"passed"\')' },
    { title: 'the tree that was captured', edit: "update steps set output = replace(output, 'a', 'b') where name like 'capture%'" },
    { title: 'the order it was begun with', edit: `update runs set input = replace(input, '"scope":[]', '"scope":["**"]')` },
  ])('is not gone on with when somebody changed $title', async ({ edit }) => {
    await using line = copyLine(template);
    expect(inDatabase(line, (database) => database.prepare(edit).run().changes)).toBeGreaterThan(0);
    const before = line.git('rev-parse', 'main');
    const { code, document } = await resume(line);
    expect({ code, error: document.error?.code }).toEqual({ code: 3, error: expect.stringMatching(/^(JOURNAL_CHANGED|LEDGER_DAMAGED)$/) });
    expect([line.git('rev-parse', 'main'), (await line.of('attestation.signed')).length]).toEqual([before, 0]);
  });
});

test('a worker whose lease ended while it stood still writes nothing more', { timeout: 90_000 }, async () => {
  await using line = makeLine({ config: { ...LOGGING_AGENT, commands: {} }, files: { ...UNTESTED, ...loggingAgent(ONLY_SOURCES) } });
  writeFileSync(line.hold, '');
  const stopped = line.start('run', 'say-goodbye', '--yes', '--json');
  await expect.poll(() => line.prompts().length, { timeout: 30_000 }).toBe(1);
  stopped.child.kill('SIGSTOP');
  const run = await line.lastRun();
  // As if its fifteen seconds had passed: nobody is there to prolong them.
  sql(line, 'update runs set lease_until = 0');
  line.release();
  const other = await line.cli('runs', 'resume', run, '--json');
  expect({ code: other.code, ...JSON.parse(other.stdout) }).toMatchObject({ code: 0, outcome: 'green' });
  const events = await line.events();
  const tip = line.git('rev-parse', 'main');

  stopped.child.kill('SIGCONT');
  const { code, stdout } = await stopped.ended;
  expect({ code, ...JSON.parse(stdout) }).toEqual({
    code: 3,
    schemaVersion: 1,
    error: { code: 'LEASE_LOST', message: `another process has taken over ${run}; nothing more is written by this one`, hint: null },
  });
  expect([await line.events(), line.git('rev-parse', 'main')]).toEqual([events, tip]);
  expect((await verdict(line)) as { ok?: boolean }).toMatchObject({ code: 0, ok: true });
});

test('two processes that append at once lose nothing', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'ledger.db');
  const options = { cwd: folder.path, env: {}, program: APPEND_PROGRAM };
  const [here, there] = await Promise.all([runCli([file, 'here', '2500'], options), runCli([file, 'there', '2500'], options)]);
  const counts = [here, there].map(({ code, stdout, stderr }) => ({ code, appended: Number(JSON.parse(stdout).appended), stderr }));
  expect(counts).toEqual(counts.map(({ appended }) => ({ code: 0, appended, stderr: '' })));
  // Both were at it at the same time, and not one after the other.
  expect(Math.min(...counts.map(({ appended }) => appended))).toBeGreaterThan(10);

  using store = openStore(file);
  const events = await store.ledger.read({});
  const said = (by: string, chain: string) =>
    events.flatMap((event) =>
      event.actor === by && event.chain === chain && event.type === 'order.approved' ? [event.payload.order] : [],
    );
  for (const [index, by] of ['here', 'there'].entries()) {
    const all = Array.from({ length: counts[index]?.appended ?? 0 }, (_, number) => `${by}-${number}`);
    expect(said(by, 'factory')).toEqual(all);
    expect(said(by, `run-${by}`)).toEqual(all);
  }
  expect(await verifyLedger(store.ledger, [])).toEqual({ ok: true, events: events.length, chains: 3, checkpoints: 0 });
});
