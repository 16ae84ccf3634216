import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import type { Event } from '../../domain/event.ts';
import { FACTORY_CHAIN, sealChain } from '../../ledger/ledger.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { RunRecord } from '../../engine/journal.ts';
import { openStore } from './store.ts';

const fact = (event: Event) => ({ event, time: Date.UTC(2026, 0, 2), actor: 'jidoka' });
const started = (attempt: number): Event => ({ type: 'stage.started', payload: { stage: 'gate', attempt } });

describe('ledger', () => {
  test('chains events, seals a chain and verifies', async () => {
    using folder = temporaryFolder();
    using store = openStore(join(folder.path, 'ledger.db'));
    await store.ledger.append('run-1', [fact(started(1)), fact(started(2))]);
    await store.ledger.append('run-2', [fact(started(1))]);
    await store.ledger.append('run-1', [fact(started(3))]);
    const head = await sealChain(store.ledger, { chain: 'run-1', time: 0, actor: 'jidoka' });
    expect((await store.ledger.read({ chain: 'run-1' })).map(({ index, sequence }) => [index, sequence])).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
    ]);
    expect(await verifyLedger(store.ledger, [{ ...head, source: 'an attestation' }])).toEqual({
      ok: true,
      events: 5,
      chains: 3,
      checkpoints: 1,
    });
  });

  test.each([
    ["update events set payload = replace(payload, '2', '7') where sequence = 2", 2, /does not match its hash/],
    ["update events set payload = replace(payload, '}', '') where sequence = 2", 2, /not readable/],
    ["update events set type = 'stage.finishee' where sequence = 2", 2, /no event has the type/],
    ["update events set time = '2026-01-02T00:00:00.001Z' where sequence = 1", 1, /does not match its hash/],
    ["update events set actor = 'kidoka' where sequence = 3", 3, /does not match its hash/],
    ["update events set hash = '0' || substr(hash, 2) where sequence = 2 and substr(hash, 1, 1) <> '0'", 2, /does not match its hash/],
    ['update events set sequence = -sequence where sequence = 1', -1, /no reader comes to it/],
    [String.raw`update events set type = 'run.resumed', payload = '{"by":"\ud800"}' where sequence = 2`, 2, /no hash/],
    ['delete from events where sequence = 2', 3, /an event is missing before it/],
    ['delete from events where sequence = 3', 4, /ends before its sealed event/],
    ['delete from events where sequence >= 3', null, /ends before event 0, which an attestation has signed/],
  ])('names the broken link after: %s', async (sql, sequence, reason) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'ledger.db');
    using store = openStore(file);
    await store.ledger.append('run-1', [fact(started(1)), fact(started(2)), fact(started(3))]);
    const head = await sealChain(store.ledger, { chain: 'run-1', time: 0, actor: 'jidoka' });
    const raw = new DatabaseSync(file);
    raw.exec(sql);
    raw.close();
    expect(await verifyLedger(store.ledger, [{ ...head, source: 'an attestation' }])).toMatchObject({
      ok: false,
      sequence,
      reason: expect.stringMatching(reason),
    });
  });

  test('refuses what is no event', async () => {
    using folder = temporaryFolder();
    using store = openStore(join(folder.path, 'ledger.db'));
    const wrong = { type: 'stage.started', payload: { stage: 'gate', attempt: -1 } } as Event;
    await expect(store.ledger.append('run-1', [fact(started(1)), fact(wrong)])).rejects.toThrow(/malformed at attempt/);
    expect(await store.ledger.read({})).toEqual([]);
    expect(await store.ledger.head(FACTORY_CHAIN)).toBeNull();
  });
});

describe('journal', () => {
  const claim = { run: 'run-1', now: 1000, leaseMs: 500, isDead: () => false };

  test('fences off whoever lost the lease', async () => {
    using folder = temporaryFolder();
    using store = openStore(join(folder.path, 'ledger.db'));
    const { journal, ledger } = store;
    await journal.create({ id: 'run-1', input: '{}', time: 0 });
    const first = await journal.claim({ ...claim, owner: 'a' });
    expect(first).toEqual({ run: 'run-1', fence: 1 });
    expect(await journal.claim({ ...claim, owner: 'b' })).toBeNull();
    const second = await journal.claim({ ...claim, owner: 'b', now: 1501 });
    expect(second).toEqual({ run: 'run-1', fence: 2 });
    if (first === null || second === null || 'waitsFor' in first || 'waitsFor' in second) throw new Error('no lease');
    const step = { name: 'gate', state: 'finished', output: '1', chain: 'run-1', facts: [fact(started(1))] } as const;
    expect(await journal.commit(first, step)).toBeNull();
    expect(await journal.heartbeat(first, 9999)).toBe('lost');
    expect(await ledger.read({})).toEqual([]);
    expect((await journal.commit(second, step))?.length).toBe(1);
    expect(await journal.release(second, 'finished')).toBe(true);
  });

  test('gives a run whose owner is dead to the next at once', async () => {
    using folder = temporaryFolder();
    using store = openStore(join(folder.path, 'ledger.db'));
    await store.journal.create({ id: 'run-1', input: '{}', time: 0 });
    await store.journal.claim({ ...claim, owner: 'a' });
    expect(await store.journal.claim({ ...claim, owner: 'b', isDead: (owner) => owner === 'a' })).toEqual({ run: 'run-1', fence: 2 });
  });

  test('lets a run begin when the living ones leave it room and may be beside it', async () => {
    using folder = temporaryFolder();
    using store = openStore(join(folder.path, 'ledger.db'));
    const { journal } = store;
    for (const id of ['run-1', 'run-2', 'run-3', 'run-4']) await journal.create({ id, input: id === 'run-2' ? 'same' : id, time: 0 });
    const company = { atMost: 2, allows: (one: RunRecord, other: RunRecord) => one.input !== 'same' && other.input !== 'same' };
    const take = (run: string, request: object = {}) => journal.claim({ ...claim, run, owner: run, company, ...request });
    const first = await take('run-1');
    // It may not be beside any; one that is cancelled only ends.
    expect(await take('run-2')).toEqual({ waitsFor: ['run-1'] });
    expect(await take('run-3')).toEqual({ run: 'run-3', fence: 1 });
    expect(await take('run-4')).toEqual({ waitsFor: ['run-1', 'run-3'] });
    // Dead, or its lease over: nobody waits for it.
    expect(await take('run-4', { isDead: (owner: string) => owner === 'run-3' })).toEqual({ run: 'run-4', fence: 1 });
    expect(await take('run-2', { now: 1501 })).toEqual({ run: 'run-2', fence: 1 });
    await journal.requestCancel('run-3');
    expect(await take('run-3', { isDead: (owner: string) => owner === 'run-3' })).toEqual({ run: 'run-3', fence: 2 });
    // Over: nobody takes it up again.
    if (first === null || 'waitsFor' in first) throw new Error('no lease');
    expect(await journal.release(first, 'finished')).toBe(true);
    expect(await take('run-1', { now: 9999 })).toBeNull();
  });
});
