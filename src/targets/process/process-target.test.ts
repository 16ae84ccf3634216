import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveTarget, until, type LiveTarget } from '../../../test/rig/live-target.ts';

let live: LiveTarget;
beforeAll(async () => {
  live = await liveTarget();
});
afterAll(async () => {
  expect(await live.end()).toEqual([]);
});

/** Asks as users do until told to stop; returns every kind of answer there was. */
function users(url: string | null): () => Promise<string[]> {
  // Asking nobody fails at once, for ever, and lets nothing else happen.
  if (url === null) throw new Error('there is nobody to ask');
  const answers = new Set<string>();
  let isOver = false;
  const asking = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const answer = await fetch(`${url}/work`).catch((error: unknown) => ({ status: String(error), text: () => '' }));
      answers.add(`${answer.status} ${await answer.text()}`);
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(asking);
    return [...answers].toSorted();
  };
}

describe('one target, one release after the other', () => {
  test('two clients at once get one supervisor and one deployment; the first release is promoted on its own merits', async () => {
    const [one, other] = [live.connect(), live.connect()];
    await Promise.all([one.release(live.release('r1')), other.release(live.release('r1')), one.status(), other.status()]);
    await expect(other.release(live.release('r0'))).rejects.toThrow('release r1 is still on trial');
    expect((await live.decided('r1')).outcome).toBe('promoted');
    expect(live.story('r1')).toEqual(['deployment.started', 'candidate.ready', 'traffic.shifted 100', 'deployment.promoted']);
    expect(live.processes().filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('supervise'))).toHaveLength(1);
    expect(await one.deployment('r0')).toBe(null);
    expect(await live.answer()).toBe('200 r1');
  });

  test('without traffic and probes nothing is proven, and nothing promoted', async () => {
    const { outcome, reason } = await live.deliver('r2', '', { watch: { deadlineSeconds: 5 }, probes: [] });
    expect(outcome).toBe('insufficient');
    expect(reason).toContain('has answered no request yet');
    expect(live.story('r2').at(-1)).toBe('deployment.rolled-back');
    expect(await live.answer()).toBe('200 r1');
  });

  test('users make the evidence where there are no probes', async () => {
    const { url } = await live.connect().status();
    const stop = users(url);
    expect((await live.deliver('r3', 'fail 50', { probes: [] })).outcome).toBe('rolled-back');
    expect(await stop()).toEqual(['200 r1', '200 r3', '500 r3']);
    expect(live.events('r3').find(({ type }) => type === 'deployment.breached')?.payload).toMatchObject({ cause: 'errors' });
  });

  test('an operator takes back what is on trial', async () => {
    await live.connect().release(live.release('r4'));
    expect(await live.connect().rollBack('not today')).toEqual({ from: 'r4', to: 'r1' });
    expect(await live.connect().deployment('r4')).toEqual({
      release: 'r4',
      outcome: 'rolled-back',
      reason: 'not today. r1 has all the traffic again and answers.',
    });
  });

  test('a ledger that is down lets nothing be promoted, and gets every event when it is back', async () => {
    const down = join(live.stateDir, 'ledger-down');
    await writeFile(down, '');
    const { outcome, reason } = await live.deliver('r4b');
    expect(outcome).toBe('insufficient');
    expect(reason).toContain('the ledger takes no events');
    expect(live.story('r4b')).toEqual([]);
    expect(await live.answer()).toBe('200 r1');
    await rm(down);
    await until(() => live.story('r4b').length === 2);
    expect(live.story('r4b')).toEqual(['deployment.started', 'deployment.rolled-back']);
  });

  test('what is started is what was attested: a build that was exchanged is refused, a kept one that was changed is replaced', async () => {
    const target = live.connect();
    const other = live.release('r4c');
    const exchanged = { ...other, artefact: { ...other.artefact, digest: 'a'.repeat(64) } };
    await expect(target.release(exchanged)).rejects.toThrow('is not what was attested');
    expect(await target.deployment('r4c')).toBe(null);
    expect(existsSync(join(live.stateDir, 'artefacts', 'a'.repeat(64)))).toBe(false);
    const kept = join(live.stateDir, 'artefacts', other.artefact.digest, 'service.mjs');
    await writeFile(kept, 'process.exit(1)');
    expect((await live.deliver('r4d', '', { probes: [], watch: { deadlineSeconds: 1 } })).outcome).toBe('insufficient');
    expect(await readFile(kept, 'utf8')).toContain('createServer');
  });

  test('only who can read the token is listened to', async () => {
    const endpoint = join(live.stateDir, 'endpoint.json');
    expect(statSync(endpoint).mode & 0o777).toBe(0o600);
    const { port } = JSON.parse(readFileSync(endpoint, 'utf8')) as { port: number };
    const ask = { method: 'POST', headers: { authorization: 'Bearer guess' }, body: JSON.stringify({ verb: 'stop' }) };
    expect(await (await fetch(`http://127.0.0.1:${port}`, ask)).json()).toEqual({
      ok: false,
      kind: 'wrong',
      code: 'token',
      message: 'wrong token',
    });
    expect(await live.answer()).toBe('200 r1');
  });

  test('a good release takes over step by step and is taken back again, and no user ever notices', async () => {
    const target = live.connect();
    const { url } = await target.status();
    const stop = users(url);
    expect((await live.deliver('r5')).outcome).toBe('promoted');
    expect(live.story('r5')).toEqual([
      'deployment.started',
      'candidate.ready',
      'traffic.shifted 10',
      'traffic.shifted 50',
      'traffic.shifted 100',
      'deployment.promoted',
    ]);
    const { stable } = await target.status();
    expect({ ...stable, pid: 0, port: 0 }).toEqual({ release: 'r5', commit: 'commit-of-r5', pid: 0, port: 0, healthy: true });
    expect(existsSync(join(live.stateDir, 'releases', 'r5', 'app', 'node_modules', 'left', 'index.js'))).toBe(true);
    // Asked again: nothing changes.
    await target.release(live.release('r5'));
    expect(await target.rollBack('I do not like it')).toEqual({ from: 'r5', to: 'r1' });
    await sleep(100);
    expect(await stop()).toEqual(['200 r1', '200 r5']);
    expect(await live.answer()).toBe('200 r1');
  });

  test('a port that is taken between its choice and the start is given up for another one', async () => {
    expect((await live.deliver('r5b', 'robbed')).outcome).toBe('promoted');
    expect(await live.answer()).toBe('200 r5b');
    const { stable } = await live.connect().status();
    expect(stable?.port).not.toBe(Number(readFileSync(join(live.stateDir, 'data', 'robbed'), 'utf8')));
    expect(await live.connect().rollBack('back to where we were')).toEqual({ from: 'r5b', to: 'r1' });
  });

  test('a supervisor that is stopped and goes on has missed nothing: users and clients wait, and its deadline has passed', async () => {
    const target = live.connect({ watch: { deadlineSeconds: 2 }, probes: [] });
    await target.release(live.release('r5c'));
    await until(() => live.story('r5c').includes('traffic.shifted 10'));
    const { url } = await target.status();
    const pid = live.supervisorPid();
    process.kill(pid, 'SIGSTOP');
    const [answer, user] = [live.connect().deployment('r5c'), fetch(`${url}/work`)];
    await sleep(2500);
    process.kill(pid, 'SIGCONT');
    expect([(await answer)?.release, (await user).status]).toEqual(['r5c', 200]);
    expect((await live.decided('r5c')).outcome).toBe('insufficient');
    expect(live.supervisorPid()).toBe(pid);
    expect(await live.answer()).toBe('200 r1');
  });

  test('killed between telling an end and the end itself, a supervisor tells it once', async () => {
    const target = live.connect();
    await target.release(live.release('r5d', 'stubborn'));
    await until(() => live.story('r5d').includes('candidate.ready'));
    const asked = target.rollBack('not today');
    await until(() => live.story('r5d').includes('ticket.filed'));
    process.kill(live.supervisorPid(), 'SIGKILL');
    expect(await asked).toEqual({ from: 'r5d', to: 'r1' });
    await until(() => live.processes(join('target', 'releases', 'r5d')).length === 0);
    expect(live.story('r5d').slice(-3)).toEqual(['deployment.rolled-back', 'incident.opened', 'ticket.filed']);
    expect(live.events('r5d').filter(({ type }) => type === 'deployment.rolled-back')).toMatchObject([
      { payload: { cause: 'operator', reason: expect.stringContaining('not today') } },
    ]);
  });

  test('a supervisor that is killed in the middle of a watch is started again and decides', async () => {
    const target = live.connect();
    await target.release(live.release('r6'));
    await until(() => live.story('r6').includes('traffic.shifted 50'));
    const { url, stable, candidate } = await target.status();
    process.kill(live.supervisorPid(), 'SIGKILL');
    const after = await target.status();
    expect({ url: after.url, stable: after.stable, pid: after.candidate?.pid }).toEqual({ url, stable, pid: candidate?.pid });
    expect((await live.decided('r6')).outcome).toBe('promoted');
    expect(live.story('r6').filter((type) => type === 'deployment.started')).toHaveLength(1);
    expect(await live.answer()).toBe('200 r6');
  });

  test('a release that died with its supervisor is started again', async () => {
    const target = live.connect();
    const pid = (await target.status()).stable?.pid ?? 0;
    process.kill(live.supervisorPid(), 'SIGKILL');
    process.kill(-pid, 'SIGKILL');
    while ((await target.status()).stable?.healthy !== true) await sleep(20);
    expect(await live.answer()).toBe('200 r6');
  });
});

test('with no release to go back to, the service is stopped and that is said; stopping in the middle of a trial leaves nothing', async () => {
  const fresh = await liveTarget();
  try {
    const target = fresh.connect();
    expect(await target.status()).toEqual({ url: null, stable: null, candidate: null, notes: [] });
    await target.stop();
    await expect(target.rollBack('nothing')).rejects.toThrow('nothing runs on this target');
    await expect(target.release(fresh.release('../r0'))).rejects.toThrow('a release id has letters');
    expect(await fresh.deliver('r1', 'fail 50')).toEqual({
      release: 'r1',
      outcome: 'rolled-back',
      reason: expect.stringMatching(/There was no release to go back to: the service is stopped\.$/),
    });
    expect(await target.status()).toEqual({ url: null, stable: null, candidate: null, notes: [] });
    await target.release(fresh.release('r2'));
    await until(() => fresh.story('r2').includes('traffic.shifted 100'));
    await target.stop();
    expect(fresh.processes()).toEqual([]);
    expect(await target.deployment('r2')).toEqual({
      release: 'r2',
      outcome: 'rolled-back',
      reason: 'The target was stopped before it was decided.',
    });
    expect(existsSync(join(fresh.stateDir, 'endpoint.json'))).toBe(false);
  } finally {
    expect(await fresh.end()).toEqual([]);
  }
});

test('when its folder is removed the supervisor ends the service and itself', async () => {
  const fresh = await liveTarget();
  try {
    await fresh.connect().release(fresh.release('r1'));
    await until(() => fresh.story('r1').includes('candidate.ready'));
    await rename(fresh.stateDir, `${fresh.stateDir}-away`);
    await until(() => fresh.processes().length === 0);
    expect(existsSync(fresh.stateDir)).toBe(false);
  } finally {
    await rm(`${fresh.stateDir}-away`, { recursive: true, force: true });
    expect(await fresh.end()).toEqual([]);
  }
});
