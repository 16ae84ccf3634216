import { expect, test } from 'vitest';
import { virtualClock, type VirtualClock } from '../../test/rig/virtual-clock.ts';
import { configSchema, type WatchConfig } from '../config/schema.ts';
import { eventSchemas, type Event } from '../domain/event.ts';
import { AdapterError } from '../domain/error.ts';
import type { HardCheck, Rollout, Side } from '../targets/target.ts';
import type { Ticket } from '../trackers/tracker.ts';
import { deliveryWatch } from './watch.ts';

const WATCH = configSchema.shape.watch.parse({});

interface World {
  readonly previous?: string | null;
  readonly watch?: Partial<WatchConfig>;
  readonly probes?: Rollout['probes'];
  /** From this moment on (virtual milliseconds) the candidate's answers are errors. */
  readonly failsFrom?: number;
  readonly hard?: (side: Side, now: number) => HardCheck;
  readonly start?: () => Promise<{ pid: number; port: number }>;
  readonly record?: (event: Event) => void;
  readonly tracker?: () => Promise<{ path: string }>;
  readonly promotedAt?: number | null;
  /** A supervisor that was killed had decided that before. */
  readonly takenBack?: Rollout['takenBack'];
}

/** A whole target in memory: what the watch does to it is written down in order. */
function world(
  clock: VirtualClock,
  options: World,
): { rollout: Rollout; said: string[]; events: Event[]; tickets: Ticket[]; watch: ReturnType<typeof deliveryWatch> } {
  const { previous = 'r1', failsFrom = Infinity, hard = () => ({ ok: true }) } = options;
  const said: string[] = [];
  const events: Event[] = [];
  const tickets: Ticket[] = [];
  let percent = 0;
  let promotedAt = options.promotedAt ?? null;
  let takenBack = options.takenBack ?? null;
  const keep = (event: Event): void => {
    eventSchemas[event.type].parse(event.payload);
    events.push(event);
  };
  const rollout: Rollout = {
    release: { id: 'r2', commit: 'c2', artefact: { digest: 'd', dir: '/', dependencies: null }, start: 'start', run: null, order: null },
    previous,
    watch: { ...WATCH, ...options.watch },
    probes: options.probes ?? [{ path: '/', status: 200 }],
    startedAt: clock.now(),
    get promotedAt() {
      return promotedAt;
    },
    get percent() {
      return percent;
    },
    get takenBack() {
      return takenBack;
    },
    start: options.start ?? (() => Promise.resolve({ pid: 1, port: 2 })),
    check: (side) => Promise.resolve(hard(side, clock.now())),
    isAlive: (side) => {
      if (side === 'stable' && previous === null) return false;
      const check = hard(side, clock.now());
      return check.ok || !check.gone;
    },
    async probe(side) {
      await clock.sleep(2);
      if (Number.isNaN(failsFrom) && side === 'candidate' && clock.now() > 3000) throw new Error('broken');
      return { ok: side === 'stable' || clock.now() < failsFrom, durationMs: 2 };
    },
    takeTraffic: () => ({ candidate: { requests: 0, errors: 0 }, stable: { requests: 0, errors: 0 }, blocks: [], firstErrorAt: null }),
    shift(next) {
      percent = next;
      said.push(`shift ${next}`);
      return Promise.resolve();
    },
    promote(_, event) {
      promotedAt = clock.now();
      said.push('promote');
      keep(event);
      return Promise.resolve();
    },
    cool() {
      said.push('cool');
      return Promise.resolve();
    },
    goBack(why) {
      takenBack = why;
      said.push('go back');
      return Promise.resolve();
    },
    conclude(outcome, _, concluding) {
      said.push(outcome);
      for (const event of concluding) keep(event);
      return Promise.resolve();
    },
    record(event) {
      options.record?.(event);
      keep(event);
      return Promise.resolve();
    },
  };
  const file = (ticket: Ticket): Promise<{ path: string }> => {
    tickets.push(ticket);
    return options.tracker?.() ?? Promise.resolve({ path: '/ticket' });
  };
  return { rollout, said, events, tickets, watch: deliveryWatch({ clock, tracker: { file } }) };
}

const never = new AbortController().signal;

async function decide(options: World): Promise<ReturnType<typeof world> & { readonly tookMs: number }> {
  const clock = virtualClock();
  const built = world(clock, options);
  await built.watch.decide(built.rollout, never);
  return { ...built, tookMs: clock.now() };
}

test('with the defaults a good candidate takes the traffic step by step and is promoted well before the deadline', async () => {
  const { said, events, tookMs } = await decide({});
  expect(said).toEqual(['shift 10', 'shift 50', 'shift 100', 'promote']);
  expect(events.filter(({ type }) => type === 'watch.looked').map(({ payload }) => payload)).toMatchObject([
    { look: 1, percent: 10, verdict: 'insufficient' },
    { look: 2, percent: 50, verdict: 'insufficient' },
    { look: 3, percent: 100, verdict: 'insufficient' },
    { look: 4, percent: 100, verdict: 'healthy' },
  ]);
  expect(tookMs).toBeLessThan(25_000);
});

test.each([1000, 4000, 8000, 12_000, 16_000])('harm that begins after %d ms is found, whatever the share is then', async (failsFrom) => {
  const { said, events, tickets } = await decide({ failsFrom });
  expect(said.slice(-2)).toEqual(['go back', 'rolled-back']);
  expect(events.slice(-4).map(({ type }) => type)).toEqual([
    'deployment.breached',
    'deployment.rolled-back',
    'incident.opened',
    'ticket.filed',
  ]);
  const rolledBack = events.find(({ type }) => type === 'deployment.rolled-back')?.payload;
  expect(rolledBack).toMatchObject({ cause: 'breach', to: 'r1' });
  expect(tickets).toHaveLength(1);
});

test('at full weight the pairs of probes still move the evidence', async () => {
  const { events } = await decide({ failsFrom: 16_000 });
  const last = events.findLast(({ type }) => type === 'watch.looked')?.payload;
  expect(last).toMatchObject({ percent: 100, verdict: 'breached' });
  expect(events.flatMap(({ type, payload }) => (type === 'watch.looked' ? [payload.e] : [])).at(-1)).toBeGreaterThan(100);
});

test('a process that dies is taken back at once, not at the next look', async () => {
  const hard = (side: Side, now: number): HardCheck =>
    side === 'candidate' && now >= 6300 ? { ok: false, gone: true, reason: 'dead' } : { ok: true };
  const { said, tookMs } = await decide({ hard });
  expect(said).toEqual(['shift 10', 'shift 50', 'go back', 'rolled-back']);
  expect(tookMs).toBeLessThan(6500);
});

test('two failed hard checks are forgiven, a third in a row is not', async () => {
  const ill =
    (until: number) =>
    (side: Side, now: number): HardCheck =>
      side === 'candidate' && now >= 6000 && now < until ? { ok: false, gone: false, reason: 'ill' } : { ok: true };
  expect((await decide({ hard: ill(6900) })).said.at(-1)).toBe('promote');
  const taken = await decide({ hard: ill(7600) });
  expect(taken.events.find(({ type }) => type === 'deployment.breached')?.payload).toMatchObject({
    cause: 'hard-check',
    reason: '3 hard checks in a row failed: ill',
  });
});

test('a candidate that never comes up is given ten seconds', async () => {
  const { said, events, tookMs } = await decide({
    hard: (side) => (side === 'stable' ? { ok: true } : { ok: false, gone: false, reason: 'refused' }),
  });
  expect(said).toEqual(['go back', 'rolled-back']);
  expect(events[0]?.payload).toMatchObject({ cause: 'start', reason: 'The candidate did not come up: not ready after 10 s: refused.' });
  expect(tookMs).toBeLessThan(10_200);
});

test('without any request nothing is proven, and the deadline holds', async () => {
  const { said, events, tookMs } = await decide({ probes: [] });
  expect(said.slice(-2)).toEqual(['go back', 'insufficient']);
  expect(events.map(({ type }) => type)).not.toContain('incident.opened');
  expect(tookMs).toBeLessThan(60_200);
});

test.each<[string, World]>([
  ['a start that breaks in a way nobody expected', { start: () => Promise.reject(new Error('broken')) }],
  ['a probe that breaks', { failsFrom: Number.NaN }],
  [
    'a ledger that refuses looks',
    {
      record: ({ type }) => {
        if (type === 'watch.looked') throw new AdapterError('ledger', 'broken');
      },
    },
  ],
  [
    'a hard check that throws',
    {
      hard: (side, now) => {
        if (side === 'candidate' && now > 7000) throw new Error('broken');
        return { ok: true };
      },
    },
  ],
])('an analysis that breaks is no success: %s', async (_, options) => {
  const { said, events } = await decide(options);
  expect(said.slice(-2)).toEqual(['go back', 'insufficient']);
  expect(events.find(({ type }) => type === 'deployment.rolled-back')?.payload).toMatchObject({
    reason: expect.stringContaining('The watch itself broke, so nothing is proven'),
  });
});

test('a candidate that cannot be started is a breach', async () => {
  const { said } = await decide({ start: () => Promise.reject(new AdapterError('start', 'no disk')) });
  expect(said).toEqual(['go back', 'rolled-back']);
});

test('a tracker that is down keeps no incident from being opened', async () => {
  const { events } = await decide({ failsFrom: 0, tracker: () => Promise.reject(new Error('down')) });
  expect(events.at(-1)?.payload).toMatchObject({
    incident: 'incident-r2',
    summary: expect.stringContaining('The ticket could not be filed: Error: down.'),
  });
});

test('the first release answers everybody, and is measured on its own', async () => {
  const good = await decide({ previous: null });
  expect(good.said).toEqual(['shift 100', 'promote']);
  const bad = await decide({ previous: null, failsFrom: 0 });
  expect(bad.said).toEqual(['shift 100', 'go back', 'rolled-back']);
  expect(bad.events.find(({ type }) => type === 'deployment.rolled-back')?.payload).toMatchObject({ to: null });
});

test('a previous release that does not answer after going back is said, and is an incident', async () => {
  const hard = (side: Side, now: number): HardCheck =>
    side === 'stable' && now > 30_000 ? { ok: false, gone: false, reason: 'refused' } : { ok: true };
  const { events, said } = await decide({ hard, probes: [] });
  expect(said.at(-1)).toBe('insufficient');
  expect(events.find(({ type }) => type === 'incident.opened')?.payload).toMatchObject({
    summary: expect.stringContaining('r1 has all the traffic again BUT DOES NOT ANSWER: refused.'),
  });
});

async function stay(options: World): Promise<ReturnType<typeof world> & { readonly tookMs: number }> {
  const clock = virtualClock();
  const built = world(clock, { ...options, promotedAt: 0 });
  await built.rollout.shift(100);
  await built.watch.stay(built.rollout, never);
  return { ...built, tookMs: clock.now() };
}

test('after its promotion a release that begins to fail is taken back while the one before is warm', async () => {
  const { said, tookMs, events } = await stay({ failsFrom: 100_000 });
  expect(said).toEqual(['shift 100', 'go back', 'rolled-back']);
  expect(tookMs).toBeLessThan(106_000);
  expect(events.flatMap(({ type, payload }) => (type === 'deployment.rolled-back' ? [payload.detectionMs < 6000] : []))).toEqual([true]);
});

test('after the close watch the one before is ended, and health is still watched', async () => {
  const hard = (side: Side, now: number): HardCheck =>
    side === 'candidate' && now > 3_600_000 ? { ok: false, gone: false, reason: 'ill' } : { ok: true };
  const { said, tookMs } = await stay({ watch: { closeMinutes: 1 }, hard });
  expect(said).toEqual(['shift 100', 'cool', 'go back', 'rolled-back']);
  // Five minutes and three checks.
  expect(tookMs).toBeLessThan(3_600_000 + 305_000);
});

test('what a killed supervisor had decided is finished, for the reason it was decided', async () => {
  const clock = virtualClock();
  const takenBack = { cause: 'breach', harm: 'errors', reason: 'it fails', detectionMs: 4, decidedAt: clock.now() - 1000 } as const;
  const { rollout, events, said, watch } = world(clock, { takenBack });
  await watch.rollBack(rollout, 'unknown');
  expect(said).toEqual(['go back', 'rolled-back']);
  expect(events.map(({ type }) => type)).toEqual(['deployment.breached', 'deployment.rolled-back', 'incident.opened', 'ticket.filed']);
  expect(events.map(({ payload }) => payload).slice(0, 2)).toMatchObject([
    { cause: 'errors', reason: 'it fails' },
    // The time nobody was there counts.
    { cause: 'breach', reason: 'it fails. r1 has all the traffic again and answers.', detectionMs: 4, switchMs: 1000 },
  ]);
});

test('the watch ends when it is told to, and decides nothing', async () => {
  const clock = virtualClock();
  const { rollout, said, watch } = world(clock, {});
  const interrupt = new AbortController();
  clock.at(7000, () => interrupt.abort());
  await expect(watch.decide(rollout, interrupt.signal)).rejects.toThrow('aborted');
  expect(said).toEqual(['shift 10', 'shift 50']);
});
