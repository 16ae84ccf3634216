import { expect, test } from 'vitest';
import type { Event, EventOf, StoredEvent } from '../../domain/event.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { summarizeRun } from '../summarize-run.ts';
import { runDetails, runList } from './run-summary.ts';

const id = (digit: string): string => digit.repeat(40);
const digest = (digit: string): string => digit.repeat(64);

/** The chain of one run; the number is when, in milliseconds. */
function chain(run: string, facts: readonly (readonly [number, Event])[]): StoredEvent[] {
  return facts.map(([ms, event], index) => ({
    ...event,
    sequence: index + 1,
    chain: run,
    index,
    time: new Date(Date.parse('2026-01-02T03:04:05.000Z') + ms).toISOString(),
    actor: 'jidoka',
    previousHash: digest('0'),
    hash: digest('1'),
  }));
}

type Finished = EventOf<'checker.finished'>['payload'];
function finished(number: number, checker: string, rest: Partial<Finished> = {}): Event {
  const clean = { mode: 'enforced', verdict: 'passed', reason: null, examined: 3, inScope: 3, blocking: 0, cached: false } as const;
  const payload: Finished = { attempt: 1, checker, number, ...clean, result: digest('a'), durationMs: 412, ...rest };
  return { type: 'checker.finished', payload };
}

const started: Event = {
  type: 'run.started',
  payload: {
    order: { id: 'add-pagination', title: 'Add pagination to the user list', digest: digest('d') },
    base: id('a'),
    branch: 'main',
    policy: { digest: digest('b'), phase: 3, source: 'base' },
    entry: 'agent',
    agent: 'replay',
    sandbox: 'process',
    jidoka: '0.1.0',
  },
};
const usage = { inputTokens: 18_240, outputTokens: 3105, usd: 0.1013 };
const captured = { base: id('a'), tree: id('b'), patchDigest: digest('f'), files: 3, linesAdded: 41, linesRemoved: 1 };

const FIRST_ATTEMPT: readonly (readonly [number, Event])[] = [
  [0, started],
  [1, { type: 'stage.started', payload: { stage: 'prepare', attempt: 0 } }],
  [300, { type: 'stage.finished', payload: { stage: 'prepare', attempt: 0, durationMs: 299 } }],
  [301, { type: 'attempt.started', payload: { attempt: 1, agent: 'replay', promptDigest: digest('e'), strategy: 'first' } }],
  [310, { type: 'attempt.finished', payload: { attempt: 1, outcome: 'finished', reason: null, usage, durationMs: 9 } }],
  [320, { type: 'change.captured', payload: { attempt: 1, ...captured } }],
  [330, { type: 'stage.started', payload: { stage: 'gate', attempt: 1 } }],
  [900, finished(4, 'generated-code-integrity', { verdict: 'failed', blocking: 2 })],
];
const promoted = chain('run-0001', [
  ...FIRST_ATTEMPT,
  [901, finished(5, 'build-and-compile', { verdict: 'cancelled', reason: 'cheaper-checker-failed', durationMs: 0 })],
  [902, finished(7, 'style-and-convention', { mode: 'shadow', cached: true })],
  [903, { type: 'gate.decided', payload: { attempt: 1, tree: id('b'), outcome: 'red', failing: ['1', '2'], reasons: ['4 failed'] } }],
  [904, { type: 'stage.finished', payload: { stage: 'gate', attempt: 1, durationMs: 574 } }],
  [905, { type: 'attempt.started', payload: { attempt: 2, agent: 'replay', promptDigest: digest('e'), strategy: 'repair' } }],
  [906, { type: 'attempt.interrupted', payload: { attempt: 2 } }],
  [907, { type: 'attempt.started', payload: { attempt: 3, agent: 'replay', promptDigest: digest('e'), strategy: 'fresh' } }],
  [908, finished(4, 'generated-code-integrity', { attempt: 3 })],
  [909, { type: 'gate.decided', payload: { attempt: 3, tree: id('b'), outcome: 'green', failing: [], reasons: [] } }],
  [910, { type: 'change.integrated', payload: { commit: id('c'), branch: 'main', previous: id('a') } }],
  [911, { type: 'release.requested', payload: { deployment: 'd1', commit: id('c'), artefact: digest('1') } }],
  [912, { type: 'stage.started', payload: { stage: 'release', attempt: 0 } }],
  [64_000, { type: 'release.concluded', payload: { deployment: 'd1', outcome: 'promoted', reason: 'good' } }],
  [64_100, { type: 'run.finished', payload: { outcome: 'green', reason: 'the release was promoted' } }],
]);
const interrupted = chain('run-0002', FIRST_ATTEMPT);
const waiting = chain('run-0003', [
  [
    0,
    {
      ...started,
      payload: {
        ...started.payload,
        entry: 'change',
        agent: null,
        branch: null,
        policy: { ...started.payload.policy, source: 'detected' },
      },
    },
  ],
  [1, { type: 'change.integrated', payload: { commit: id('c'), branch: null, previous: id('a') } }],
  [150_000, { type: 'merge.awaited', payload: { commit: id('c'), branch: 'main', command: 'git merge --ff-only jidoka/x' } }],
]);

const OPENING = `  base     aaaaaaaaaa (main)
  rules    phase 3, read from the base commit
  made by  the agent replay, sandbox process`;
const ATTEMPT = `Attempt 1  written by the agent · 3 files, 41 lines added, 1 removed · 18,240 tokens in, 3,105 out ·
    $0.10
  ✗  4 generated-code-integrity     0.4 s  2 findings`;

test('a run that was repaired, interrupted and promoted', () => {
  expect(runDetails(promoted, { color: false })).toBe(`Add pagination to the user list
  run      run-0001, order add-pagination
${OPENING}
  began    2026-01-02T03:04:05.000Z, 64 s from first to last event

${ATTEMPT}
  ·  5 build-and-compile                   not run, because a cheaper checker has to pass first
  ✓  7 style-and-convention         0.4 s  cached, shadow
  gate: red; 4 failed

Attempt 2  repaired in the same session, interrupted
  no gate decided about it

Attempt 3  repaired in a new session
  ✓  4 generated-code-integrity     0.4 s
  gate: green

Stages
  prepare           0.3 s
  gate              0.6 s  attempt 1
  release       not ended

Commit cccccccccc on main.
Deployment d1: promoted.

✓ GREEN  the release was promoted
`);
});

test('what the checkers found is below them, where it is at hand', () => {
  const finding = {
    rule: 'elision-placeholder',
    severity: 'error',
    message: 'the comment stands in for code',
    path: 'src/a.ts',
    range: { startLine: 7 },
    fingerprint: 'f'.repeat(64),
    baselineState: 'new',
  } as const;
  const result: CheckerResult = {
    number: 4,
    id: 'generated-code-integrity',
    mode: 'enforced',
    verdict: 'failed',
    examined: 1,
    inScope: 1,
    durationMs: 1,
    cached: false,
    tools: [],
    findings: [finding],
    measurements: [],
  };
  const shown = runDetails(interrupted, { color: false, results: new Map([[digest('a'), result]]) });
  expect(shown).toContain(`${ATTEMPT}
            ✗ src/a.ts:7  the comment stands in for code
              generated-code-integrity/elision-placeholder  ffffffffffff
`);
});

test('a run whose process died', () => {
  expect(runDetails(interrupted, { color: false })).toBe(`Add pagination to the user list
  run      run-0002, order add-pagination
${OPENING}
  began    2026-01-02T03:04:05.000Z, 0.9 s from first to last event

${ATTEMPT}
  no gate decided about it

Stages
  prepare           0.3 s
  gate          not ended  attempt 1

→ NOT OVER  Next, when nobody works on it any more: jidoka runs resume run-0002
`);
});

test('a run that waits for a person', () => {
  expect(runDetails(waiting, { color: true })).toBe(`\u001b[1mAdd pagination to the user list\u001b[22m
  run      run-0003, order add-pagination
  base     aaaaaaaaaa (no branch)
  rules    phase 3, detected, the base commit has no config
  made by  somebody before the run, sandbox process
  began    2026-01-02T03:04:05.000Z, 2 min 30 s from first to last event

Commit cccccccccc.

\u001b[1m\u001b[36m→ WAITING\u001b[39m\u001b[22m  Next, take the change: git merge --ff-only jidoka/x and release it:
  jidoka runs resume run-0003
`);
});

test('the list of runs', () => {
  expect(runList([promoted, interrupted, waiting, []], { color: false })).toBe(
    `✓ run-0001  green              64 s  3 attempts   Add pagination to the user list
→ run-0002  not over          0.9 s  1 attempt    Add pagination to the user list
→ run-0003  waiting      2 min 30 s  0 attempts   Add pagination to the user list
1 run not begun yet
`,
  );
  expect(runList([], { color: false })).toBe('No runs yet. Next: jidoka run "what you want", or jidoka demo to see one.\n');
  expect(runDetails([], { color: false })).toBe('This run has not begun.\n');
});

test('a release that was asked for and not decided is not over', () => {
  const facts: readonly (readonly [number, Event])[] = [
    ...FIRST_ATTEMPT,
    [910, { type: 'merge.awaited', payload: { commit: id('c'), branch: 'main', command: 'git merge' } }],
    [911, { type: 'release.requested', payload: { deployment: 'd2', commit: id('c'), artefact: digest('1') } }],
    // Of another deployment: it says nothing about this one.
    [912, { type: 'release.concluded', payload: { deployment: 'd1', outcome: 'promoted', reason: 'good' } }],
  ];
  const { outcome, awaits, deployment } = summarizeRun(chain('run-1', facts)) ?? {};
  expect({ outcome, awaits, deployment }).toEqual({ outcome: null, awaits: null, deployment: { id: 'd2', outcome: null } });
});
