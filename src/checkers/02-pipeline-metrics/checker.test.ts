import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyChecker, Capabilities } from '../checker.ts';
import { type Event, eventSchemas, type Stage, type StoredEvent } from '../../domain/event.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { NO_WAIVERS } from '../../domain/waiver.ts';
import { runChecker } from '../../gate/run-checker.ts';
import { hashEvent, NO_HASH } from '../../ledger/ledger.ts';
import { systemClock } from '../../platform/clock.ts';
import checker from './checker.ts';

/** An event and its time, milliseconds since the run began. */
type Told = readonly [ms: number, event: Event];

const id = (digit: string) => digit.repeat(40);
const digest = '0'.repeat(64);
const usage = { inputTokens: 1000, outputTokens: 200, usd: 0.25 };

const runStarted = (ms = 0): Told => [
  ms,
  {
    type: 'run.started',
    payload: {
      order: { id: 'add-search', title: 'Add a search', digest },
      base: id('a'),
      branch: 'main',
      policy: { digest, phase: 3, source: 'base' },
      entry: 'agent',
      agent: 'command',
      sandbox: 'process',
      jidoka: '0.1.0',
    },
  },
];
const resumed = (ms: number): Told => [ms, { type: 'run.resumed', payload: { by: 'operator' } }];
const begun = (ms: number, stage: Stage, attempt = 0): Told => [ms, { type: 'stage.started', payload: { stage, attempt } }];
const ended = (ms: number, stage: Stage, { attempt = 0, took }: { attempt?: number; took: number }): Told => [
  ms,
  { type: 'stage.finished', payload: { stage, attempt, durationMs: took } },
];
const stage = (ms: number, name: Stage, { attempt = 0, took }: { attempt?: number; took: number }): Told[] => [
  begun(ms, name, attempt),
  ended(ms + took, name, { attempt, took }),
];
const asked = (ms: number, attempt: number): Told => [
  ms,
  { type: 'attempt.started', payload: { attempt, agent: 'command', promptDigest: digest, strategy: attempt === 1 ? 'first' : 'repair' } },
];
const answered = (ms: number, attempt: number, used: typeof usage | null = usage): Told => [
  ms,
  { type: 'attempt.finished', payload: { attempt, outcome: 'finished', reason: null, usage: used, durationMs: 1 } },
];
const interrupted = (ms: number, attempt: number): Told => [ms, { type: 'attempt.interrupted', payload: { attempt } }];
const checking = (ms: number, attempt: number, name = 'build-and-compile'): Told => [
  ms,
  { type: 'checker.started', payload: { attempt, checker: name, number: 5, mode: 'enforced' } },
];
const checked = (ms: number, attempt: number, name = 'build-and-compile'): Told => [
  ms,
  {
    type: 'checker.finished',
    payload: {
      attempt,
      checker: name,
      number: 5,
      mode: 'enforced',
      verdict: 'passed',
      reason: null,
      examined: 1,
      inScope: 1,
      blocking: 0,
      result: digest,
      durationMs: 1,
      cached: false,
    },
  },
];
const decided = (ms: number, attempt: number, outcome: 'green' | 'red'): Told => [
  ms,
  { type: 'gate.decided', payload: { attempt, tree: id('b'), outcome, failing: [], reasons: [] } },
];
const repair = (ms: number, attempt: number): Told => [
  ms,
  { type: 'repair.requested', payload: { attempt, strategy: 'repair', failing: [] } },
];
const runFinished = (ms: number): Told => [ms, { type: 'run.finished', payload: { outcome: 'green', reason: 'promoted' } }];

/** One round of agent and gate, eight seconds long. */
function round(ms: number, attempt: number, outcome: 'green' | 'red'): Told[] {
  return [
    begun(ms, 'generate', attempt),
    asked(ms, attempt),
    answered(ms + 4900, attempt),
    ended(ms + 5000, 'generate', { attempt, took: 5000 }),
    ...stage(ms + 5000, 'capture', { attempt, took: 1000 }),
    begun(ms + 6000, 'gate', attempt),
    checking(ms + 6100, attempt),
    checked(ms + 7900, attempt),
    decided(ms + 8000, attempt, outcome),
    ended(ms + 8000, 'gate', { attempt, took: 2000 }),
  ];
}

/** A run with one repair, from its start to its end. */
const WHOLE: readonly Told[] = [
  runStarted(),
  ...stage(0, 'prepare', { took: 1000 }),
  ...round(1000, 1, 'red'),
  begun(9000, 'repair', 1),
  repair(9000, 1),
  ended(9100, 'repair', { attempt: 1, took: 100 }),
  ...round(9100, 2, 'green'),
  ...stage(17_100, 'attest', { took: 400 }),
  ...stage(17_500, 'integrate', { took: 500 }),
  ...stage(18_000, 'release', { took: 12_000 }),
  begun(30_000, 'close'),
  runFinished(30_100),
  ended(30_100, 'close', { took: 100 }),
];

describe('clean', () => {
  test('a run from start to end, with its numbers', async () => {
    const { durationMs: _, ...result } = await judged(WHOLE);
    expect(result).toEqual({
      number: 2,
      id: 'pipeline-metrics',
      mode: 'enforced',
      verdict: 'passed',
      examined: 0,
      inScope: 0,
      cached: false,
      tools: [],
      findings: [],
      measurements: [
        { name: 'stage-prepare', value: 1, unit: 's' },
        { name: 'stage-generate', value: 10, unit: 's' },
        { name: 'stage-capture', value: 2, unit: 's' },
        { name: 'stage-gate', value: 4, unit: 's' },
        { name: 'stage-repair', value: 0.1, unit: 's' },
        { name: 'stage-attest', value: 0.4, unit: 's' },
        { name: 'stage-integrate', value: 0.5, unit: 's' },
        { name: 'stage-release', value: 12, unit: 's' },
        { name: 'stage-close', value: 0.1, unit: 's' },
        { name: 'first-pass', value: 0, unit: 'yes' },
        { name: 'rework-rounds', value: 1, unit: 'rounds' },
        { name: 'input-tokens', value: 2000, unit: 'tokens' },
        { name: 'output-tokens', value: 400, unit: 'tokens' },
        { name: 'cost', value: 0.5, unit: 'USD' },
      ],
    });
  });

  test('green at once is a first pass', async () => {
    const { measurements } = await judged([runStarted(), ...round(0, 1, 'green')]);
    expect(measurements.find(({ name }) => name === 'first-pass')).toEqual({ name: 'first-pass', value: 1, unit: 'yes' });
  });

  test.each(WHOLE.map(([, { type }], index) => [index + 1, type] as const))('the run so far, after %i events: %s', async (length) => {
    expect(summary(await judged(WHOLE.slice(0, length)))).toEqual(['passed']);
  });

  const cases: readonly (readonly [string, readonly Told[]])[] = [
    ['a run that refused its change before any gate', [runStarted(), ...stage(0, 'prepare', { took: 500 }), runFinished(500)]],
    [
      'the factory died while the agent worked, and said so',
      [runStarted(), begun(0, 'generate', 1), asked(0, 1), resumed(90_000), interrupted(90_000, 1), ...round(90_000, 2, 'green')],
    ],
    [
      'the factory died in a gate, which began again',
      [
        ...WHOLE.slice(0, 9),
        begun(7000, 'gate', 1),
        checking(7100, 1),
        resumed(900_000),
        ...round(894_000, 1, 'green').slice(6),
        begun(902_000, 'close'),
      ],
    ],
    [
      'the factory died in a gate, which went on and told only its second half',
      [
        ...WHOLE.slice(0, 9),
        begun(7000, 'gate', 1),
        checking(7100, 1),
        checked(60_000, 1),
        resumed(900_000),
        decided(901_000, 1, 'green'),
        ended(901_000, 'gate', { attempt: 1, took: 1000 }),
        begun(901_000, 'close'),
      ],
    ],
    ['a run that waited for a person between two stages', [...WHOLE.slice(0, 3), resumed(500_000), begun(503_000, 'close')]],
    [
      'the factory died while the agent worked, found out and closed',
      [
        ...WHOLE.slice(0, 3),
        begun(1000, 'generate', 1),
        asked(1000, 1),
        resumed(90_000),
        interrupted(92_000, 1),
        ended(92_000, 'generate', { attempt: 1, took: 0 }),
        ...round(92_000, 2, 'green'),
        begun(100_000, 'close'),
      ],
    ],
    ['a second between the stages is nobody’s', [...WHOLE.slice(0, 3), begun(2000, 'close')]],
    [
      'a run that was resumed opens again what it needs between its stages',
      [...WHOLE.slice(0, 3), resumed(500_000), ...stage(501_000, 'capture', { attempt: 1, took: 500 }), begun(509_000, 'close')],
    ],
    ['a twentieth of a long run is nobody’s', [runStarted(), ...stage(0, 'prepare', { took: 95_000 }), begun(100_000, 'close')]],
  ];
  test.each(cases)('%s', async (_, told) => {
    expect(summary(await judged(told))).toEqual(['passed']);
  });
});

describe('flagged', () => {
  const cases: readonly (readonly [string, readonly Told[], readonly string[]])[] = [
    [
      'a stage that never finished before the next',
      [runStarted(), begun(0, 'prepare'), begun(1000, 'generate', 1)],
      ['failed', 'stage-unfinished: The stage prepare never finished, but the run went on.'],
    ],
    [
      'a stage that never finished before the run did',
      [runStarted(), begun(0, 'gate', 1), runFinished(200)],
      ['failed', 'stage-unfinished: The stage gate of attempt 1 never finished, but the run went on.'],
    ],
    [
      'a stage that began twice without a death between',
      [runStarted(), begun(0, 'prepare'), begun(1, 'prepare'), ended(2, 'prepare', { took: 1 })],
      ['failed', 'stage-unfinished: The stage prepare never finished, but the run went on.'],
    ],
    [
      'a checker that had not finished when its gate was decided',
      [runStarted(), begun(0, 'gate', 1), checking(0, 1), decided(10, 1, 'green')],
      ['failed', 'checker-unfinished: The gate was decided while the checker build-and-compile of attempt 1 had not finished.'],
    ],
    [
      'a checker that finished only after its gate was decided',
      [runStarted(), begun(0, 'gate', 1), checking(0, 1), decided(10, 1, 'green'), checked(11, 1)],
      ['failed', 'checker-unfinished: The gate was decided while the checker build-and-compile of attempt 1 had not finished.'],
    ],
    [
      'a checker that had not finished when the stage of its gate had',
      [runStarted(), begun(0, 'gate', 1), checking(0, 1), ended(10, 'gate', { attempt: 1, took: 10 })],
      ['failed', 'checker-unfinished: The gate was decided while the checker build-and-compile of attempt 1 had not finished.'],
    ],
    [
      'an attempt nobody heard of again',
      [runStarted(), begun(0, 'generate', 1), asked(0, 1), ended(10, 'generate', { attempt: 1, took: 10 })],
      ['failed', 'attempt-unaccounted: The run went on after attempt 1, but nothing says how it ended.'],
    ],
    [
      'an attempt that was asked twice',
      [runStarted(), begun(0, 'generate', 1), asked(0, 1), resumed(5), asked(6, 1), answered(7, 1)],
      ['failed', 'attempt-unaccounted: The run went on after attempt 1, but nothing says how it ended.'],
    ],
    [
      'an attempt without its usage is only a warning',
      [runStarted(), begun(0, 'generate', 1), asked(0, 1), answered(10, 1, null)],
      ['passed', 'usage-missing: The agent did not say what attempt 1 has used: its cost is unknown.'],
    ],
    [
      'time that goes back',
      [runStarted(50), begun(15, 'prepare')],
      ['failed', 'time-not-monotone: Event 1 of run-1 (stage.started) is 35 ms earlier than the event before it.'],
    ],
    [
      'stages that took longer than the run',
      [runStarted(), begun(0, 'prepare'), ended(2000, 'prepare', { took: 3500 }), begun(2000, 'close')],
      ['failed', 'parts-exceed-whole: The stages took 3.5 s together, but the run took 2.0 s.'],
    ],
    [
      'a run that took longer than its stages',
      [runStarted(), ...stage(0, 'prepare', { took: 90_000 }), runFinished(100_000)],
      ['failed', 'parts-exceed-whole: The stages took 90.0 s together, but the run took 100.0 s.'],
    ],
    [
      'a stage that ended and never began',
      [runStarted(), ended(10, 'prepare', { took: 10 })],
      ['failed', 'orphan: The stage prepare has stage.finished without a beginning.'],
    ],
    [
      'an attempt that was interrupted and never began',
      [runStarted(), interrupted(10, 1)],
      ['failed', 'orphan: The attempt 1 has attempt.interrupted without a beginning.'],
    ],
    [
      'a run without its start',
      [begun(0, 'prepare')],
      ['failed', 'orphan: The run begins with stage.started: nothing says that it started.'],
    ],
    ['no events at all', [], ['errored']],
  ];
  test.each(cases)('%s', async (_, told, expected) => {
    expect(summary(await judged(told))).toEqual(expected);
  });

  test('an event without a time', async () => {
    const events = stored([runStarted(), begun(10, 'prepare'), ended(5, 'prepare', { took: 1 })]).map((event) =>
      event.type === 'stage.started' ? { ...event, time: 'soon' } : event,
    );
    expect(summary(await judge(events))).toEqual(['failed', 'time-not-monotone: Event 1 of run-1 (stage.started) has no time.']);
  });

  test.each(
    WHOLE.flatMap(([, { type }], index) =>
      /^(run|stage|checker|attempt)\.(started|finished)$/.test(type) && index < WHOLE.length - 2 ? [[type, index] as const] : [],
    ),
  )('a run that lost its %s at %i', async (_, index) => {
    const { verdict } = await judged(WHOLE.toSpliced(index, 1));
    expect(verdict).toBe('failed');
  });

  test('the canary fails', async () => {
    const events = JSON.parse(readFileSync(join(import.meta.dirname, 'canary', 'events.json'), 'utf8')) as StoredEvent[];
    expect(events.map(({ type, payload }) => eventSchemas[type].safeParse(payload).success)).toEqual(events.map(() => true));
    expect(events.map(({ hash }) => hash)).toEqual(events.map(hashEvent));
    expect(summary(await judge(events))).toEqual([
      'failed',
      'attempt-unaccounted: The run went on after attempt 1, but nothing says how it ended.',
      'checker-unfinished: The gate was decided while the checker build-and-compile of attempt 1 had not finished.',
    ]);
  });
});

test('whatever the events are, in whatever order, there is one answer, and the same twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...WHOLE, resumed(3000), interrupted(4000, 2)]), async (told) => {
      const [first, second] = [await judged(told), await judged(told)];
      expect(['passed', 'failed', 'errored']).toContain(first.verdict);
      expect({ ...second, durationMs: 0 }).toEqual({ ...first, durationMs: 0 });
    }),
  );
});

function summary({ verdict, findings }: CheckerResult): string[] {
  return [verdict, ...findings.map(({ rule, message }) => `${rule}: ${message}`)];
}

function judged(told: readonly Told[]): Promise<CheckerResult> {
  return judge(stored(told));
}

/** Through the real runner; this checker needs nothing but events. */
async function judge(events: readonly StoredEvent[]): Promise<CheckerResult> {
  const change = { base: id('a'), baseTree: id('a'), tree: id('b'), files: [] };
  const { result } = await runChecker({
    number: 2,
    id: 'pipeline-metrics',
    checker: checker as unknown as AnyChecker,
    mode: 'enforced',
    options: {},
    capabilities: { change, events, waivers: NO_WAIVERS } as unknown as Capabilities,
    clock: systemClock,
    timeoutMs: 10_000,
    asideMs: () => 0,
    signal: new AbortController().signal,
  });
  return result;
}

function stored(told: readonly Told[]): StoredEvent[] {
  let previousHash = NO_HASH;
  return told.map(([ms, event], index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
    const columns = { ...event, chain: 'run-1', index, time, actor: 'jidoka', previousHash };
    const hash = hashEvent(columns);
    previousHash = hash;
    return { ...columns, sequence: index + 1, hash };
  });
}
