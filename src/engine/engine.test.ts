import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { DatabaseSync } from 'node:sqlite';
import { openStore, type Store } from '../stores/sqlite/store.ts';
import type { Clock } from '../platform/clock.ts';
import { execute, type RunContext } from './engine.ts';

const NEVER = new AbortController().signal;
const LEASE_MS = 15_000;

/** A clock that a test sets: also back. */
function handClock(): Clock & { time: number } {
  const clock = { time: Date.UTC(2026, 0, 2), now: () => clock.time, elapsed: () => clock.time, sleep: () => Promise.resolve() };
  return clock;
}

interface World extends Disposable {
  readonly store: Store;
  readonly clock: ReturnType<typeof handClock>;
  readonly file: string;
  run<T>(work: (context: RunContext) => Promise<T>, owner?: string): Promise<T>;
}

/** One run, executed by owners that never seem dead. */
async function world(): Promise<World> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'ledger.db');
  const store = openStore(file);
  const clock = handClock();
  await store.journal.create({ id: 'run-1', input: '{}', time: clock.now() });
  const no = () => Promise.reject(new Error('nobody cancelled it'));
  return {
    store,
    clock,
    file,
    run: (work, owner = 'a') =>
      execute({ journal: store.journal, clock, owner, isDead: () => false, signal: NEVER }, 'run-1', {
        work: async (context) => ({ status: 'running', value: await work(context) }),
        cancelled: no,
      }),
    [Symbol.dispose]() {
      store[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
}

const stage = { type: 'stage.started', payload: { stage: 'gate', attempt: 1 } } as const;

test('a run that broke is free at once', async () => {
  using it = await world();
  await expect(it.run(() => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full');
  expect(await it.run((context) => Promise.resolve(context.takeUp), 'b')).toBe(2);
});

describe('a clock that goes back', () => {
  test('breaks neither the order nor the hashes of events', async () => {
    using it = await world();
    await it.run(async (context) => {
      for (let step = 0; step < 5; step += 1) {
        await context.step(`step-${step}`, async (record) => record(stage));
        it.clock.time -= 3_600_000;
      }
    });
    const events = await it.store.ledger.read({ chain: 'run-1' });
    expect(events.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(events.map(({ time }) => time).toSorted()).toEqual(events.map(({ time }) => time).toReversed());
    expect(await verifyLedger(it.store.ledger, [])).toMatchObject({ ok: true, events: 5 });
  });

  test('keeps a run from others no longer than a lease', async () => {
    using it = await world();
    const { journal } = it.store;
    const ask = () => journal.claim({ run: 'run-1', owner: 'b', now: it.clock.now(), leaseMs: LEASE_MS, isDead: () => false });
    // Somebody on another machine, of whom nothing was heard since.
    expect(await journal.claim({ run: 'run-1', owner: 'a', now: it.clock.now(), leaseMs: LEASE_MS, isDead: () => false })).not.toBeNull();
    it.clock.time -= 24 * 3_600_000;
    expect(await ask()).toBeNull();
    it.clock.time += LEASE_MS;
    expect(await ask()).toBeNull();
    it.clock.time += 1;
    expect(await ask()).toEqual({ run: 'run-1', fence: 2 });
  });

  test('takes no run from somebody who still works on it', async () => {
    using it = await world();
    const { journal } = it.store;
    const lease = await journal.claim({ run: 'run-1', owner: 'a', now: it.clock.now(), leaseMs: LEASE_MS, isDead: () => false });
    it.clock.time -= 3_600_000;
    for (let beat = 0; beat < 10; beat += 1) {
      expect(await journal.claim({ run: 'run-1', owner: 'b', now: it.clock.now(), leaseMs: LEASE_MS, isDead: () => false })).toBeNull();
      it.clock.time += LEASE_MS / 3;
      expect(lease !== null && 'fence' in lease && (await journal.heartbeat(lease, it.clock.now() + LEASE_MS))).toBe('held');
    }
  });
});

describe('what a step has answered', () => {
  /** Judges once, in a run that is interrupted behind it; answers what a second one makes of it after `edit`. */
  async function resumed(edit: string): Promise<unknown> {
    using it = await world();
    const judge = (context: RunContext) => context.step('gate', async (record) => (record(stage), { outcome: 'red' }));
    const crash = async (context: RunContext) => {
      await judge(context);
      throw new Error('killed');
    };
    await expect(it.run(crash)).rejects.toThrow('killed');
    {
      using database = new DatabaseSync(it.file);
      database.exec(edit);
    }
    return await it.run(judge, 'b').catch((error: unknown) => String(error));
  }

  test('is believed when nobody touched it', async () => {
    expect(await resumed('select 1')).toEqual({ outcome: 'red' });
  });

  test.each([
    { title: 'changed', edit: "update steps set output = replace(output, 'red', 'green')", said: /not the one in the ledger/ },
    { title: 'lost', edit: 'delete from steps', said: /has lost the answer of the step gate/ },
    { title: 'undone', edit: "update steps set state = 'started'", said: /has lost the answer of the step gate/ },
    { title: 'unsealed', edit: 'update events set step = null, output_digest = null', said: /the ledger does not know/ },
  ])('is refused when it was $title', async ({ edit, said }) => {
    expect(await resumed(edit)).toMatch(said);
  });

  test('is refused when it was put in before the step was made', async () => {
    using it = await world();
    await expect(it.run(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    {
      using database = new DatabaseSync(it.file);
      database.exec(
        "insert into steps (run, name, state, output, fence) values ('run-1', 'gate', 'finished', '{\"outcome\":\"green\"}', 1)",
      );
    }
    await expect(it.run((context) => context.step('gate', async () => ({ outcome: 'red' })))).rejects.toThrow(/the ledger does not know/);
  });

  test('is in the chain also when there was nothing to say', async () => {
    using it = await world();
    await it.run((context) => context.step('quiet', async () => 42));
    expect((await it.store.ledger.read({})).map(({ type, payload, step }) => ({ type, payload, step: step?.name }))).toEqual([
      { type: 'step.finished', payload: { step: 'quiet' }, step: 'quiet' },
    ]);
    {
      using database = new DatabaseSync(it.file);
      database.exec("update steps set output = '43'");
    }
    expect(await verifyLedger(it.store.ledger, [])).toMatchObject({
      ok: false,
      sequence: 1,
      reason: 'the journal holds another answer of the step quiet',
    });
  });
});
