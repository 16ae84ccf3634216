import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { liveTarget, until, type LiveTarget } from '../../../test/rig/live-target.ts';

/** One good release stays in service while one bad one after the other is put beside it. */
let live: LiveTarget;
let id: string;
let number = 0;

beforeAll(async () => {
  live = await liveTarget();
  expect((await live.deliver('r1')).outcome).toBe('promoted');
});
beforeEach(() => {
  number += 1;
  id = `bad-${number}`;
});
afterAll(async () => {
  expect(await live.end()).toEqual([]);
});

async function expectTakenBack(cause: string, reason: string): Promise<void> {
  await until(() => live.story(id).includes('ticket.filed'));
  const path = join(live.stateDir, 'tickets', `ticket-${id}.md`);
  expect(live.events(id).slice(-4)).toMatchObject([
    { type: 'deployment.breached', payload: { cause, reason: expect.stringContaining(reason) } },
    { type: 'deployment.rolled-back', payload: { to: 'r1', cause: 'breach' } },
    { type: 'incident.opened', payload: { incident: `incident-${id}`, deployment: id, run: 'run-1', order: 'order-1' } },
    { type: 'ticket.filed', payload: { ticket: `ticket-${id}`, incident: `incident-${id}`, path } },
  ]);
  expect(await readFile(path, 'utf8')).toContain('commit-of-bad');
  expect((await live.connect().deployment(id))?.outcome).toBe('rolled-back');
  expect(await live.answer()).toBe('200 r1');
  await until(() => live.processes(join('target', 'releases', id)).length === 0);
}

test.each([
  ['never-ready', 'start', 'does not answer'],
  ['wrong-id', 'start', '/health was answered by another release'],
  ['stale', 'start', 'belongs to another process'],
  ['fail 100', 'errors', 'fails more often than the stable release'],
  ['fail 30', 'errors', 'fails more often than the stable release'],
])('a release that is %s is taken back', async (mode, cause, reason) => {
  const target = live.connect({ watch: { warmUpSeconds: mode.startsWith('fail') ? 3 : 1 } });
  await target.release(live.release(id, mode));
  await expectTakenBack(cause, reason);
});

// Slower looks, so that a phase lasts.
test.each([
  ['traffic.shifted 10', 'fail 100', 'errors', 'fails more often'],
  ['traffic.shifted 50', 'fail 100', 'errors', 'fails more often'],
  ['traffic.shifted 100', 'fail 100', 'errors', 'fails more often'],
  ['deployment.promoted', 'fail 100', 'errors', 'fails more often'],
  ['traffic.shifted 10', 'die', 'hard-check', 'the process is dead'],
  ['deployment.promoted', 'die', 'hard-check', 'the process is dead'],
])('after %s: told to %s, it is taken back', async (phase, order, cause, reason) => {
  await live.connect({ watch: { lookSeconds: 0.4 } }).release(live.release(id));
  await until(() => live.story(id).includes(phase));
  await live.order(id, order);
  await expectTakenBack(cause, reason);
});

test('one that dies long after its promotion goes back to an artefact that was kept', async () => {
  expect((await live.deliver(id, '', { watch: { closeMinutes: 0 } })).outcome).toBe('promoted');
  await until(() => live.processes(join('target', 'releases', 'r1')).length === 0);
  await live.order(id, 'die');
  // The request that kills it.
  await live.answer().catch(() => undefined);
  await expectTakenBack('hard-check', 'the process is dead');
});
