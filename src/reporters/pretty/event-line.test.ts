import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Event, eventSchemas, type EventType, type StoredEvent } from '../../domain/event.ts';
import { eventLine } from './event-line.ts';

const START = Date.parse('2026-01-02T03:04:05.000Z');
const id = (digit: string): string => digit.repeat(40);
const digest = (digit: string): string => digit.repeat(64);

function stored(event: Event, afterMs: number): StoredEvent {
  const time = new Date(START + afterMs).toISOString();
  return { ...event, sequence: 1, chain: 'run-1', index: 0, time, actor: 'jidoka', previousHash: digest('0'), hash: digest('1') };
}

const arms = { candidate: { requests: 120, errors: 0 }, stable: { requests: 1080, errors: 1 } };
const look = { deployment: 'd1', look: 3, percent: 10, ...arms, e: 0.84, candidateErrorRate: { lower: 0, upper: 0.031 }, reason: 'x' };
const checker = {
  attempt: 1,
  checker: 'generated-code-integrity',
  number: 4,
  mode: 'enforced',
  examined: 3,
  inScope: 3,
  result: digest('a'),
  durationMs: 412,
  cached: false,
  reason: null,
  blocking: 0,
} as const;
const times = { detectionMs: 2010, switchMs: 4, verificationMs: 203 };

/** A run that is repaired, released and taken back, and then every other ending an event can have. */
const STORY: readonly (readonly [Event, string])[] = [
  [
    { type: 'order.approved', payload: { order: 'add-pagination', digest: digest('d'), by: 'ada' } },
    '→ ada approved the order add-pagination.',
  ],
  [
    { type: 'order.rejected', payload: { order: 'x', digest: digest('d'), by: 'ada', reason: 'too wide' } },
    '✗ ada refused the order x: too wide',
  ],
  [{ type: 'key.created', payload: { keyId: digest('c') } }, '· A signing key was made (cccccccccc).'],
  [
    { type: 'release.refused', payload: { commit: id('c'), reasons: ['no attestation', 'other base'] } },
    '✗ Commit cccccccccc is refused for release: no attestation and other base',
  ],
  [
    {
      type: 'run.started',
      payload: {
        order: { id: 'add-pagination', title: 'Add pagination', digest: digest('d') },
        base: id('a'),
        branch: 'main',
        policy: { digest: digest('b'), phase: 3, source: 'base' },
        entry: 'agent',
        agent: 'replay',
        sandbox: 'process',
        jidoka: '0.1.0',
      },
    },
    '→ The order "Add pagination" enters the line at commit aaaaaaaaaa, under the rules of phase 3.',
  ],
  [{ type: 'run.resumed', payload: { by: 'ada' } }, '→ The run goes on where it had stopped.'],
  [{ type: 'stage.started', payload: { stage: 'prepare', attempt: 0 } }, '→ A workspace is made, apart from your checkout.'],
  [
    { type: 'attempt.started', payload: { attempt: 1, agent: 'replay', promptDigest: digest('e'), strategy: 'first' } },
    '→ The agent (replay) writes the change (attempt 1) …',
  ],
  [
    {
      type: 'attempt.finished',
      payload: {
        attempt: 1,
        outcome: 'finished',
        reason: null,
        usage: { inputTokens: 18240, outputTokens: 3105, usd: 0.1013 },
        durationMs: 4210,
      },
    },
    '· The agent says that it is done, after 4.2 s (18,240 tokens in, 3,105 out, $0.10). Its word decides nothing.',
  ],
  [
    {
      type: 'attempt.finished',
      payload: { attempt: 1, outcome: 'cannot-satisfy', reason: 'AC-2 contradicts AC-1', usage: null, durationMs: 150_000 },
    },
    '! The agent says that the order cannot be satisfied, after 2 min 30 s: AC-2 contradicts AC-1',
  ],
  [
    { type: 'attempt.finished', payload: { attempt: 1, outcome: 'failed', reason: 'exit code 1', usage: null, durationMs: 12_400 } },
    '✗ The agent failed after 12 s: exit code 1',
  ],
  [
    { type: 'attempt.interrupted', payload: { attempt: 2 } },
    '! Attempt 2 was interrupted while the agent worked. It counts, and is not repeated.',
  ],
  [
    {
      type: 'change.captured',
      payload: { attempt: 1, base: id('a'), tree: id('b'), patchDigest: digest('f'), files: 3, linesAdded: 41, linesRemoved: 1 },
    },
    '→ The change is captured: 3 files, 41 lines added, 1 removed. From here on it is tree bbbbbbbbbb, and nothing else.',
  ],
  [
    { type: 'change.refused', payload: { attempt: 1, reasons: ['adds .git/hooks'] } },
    '✗ What the agent left behind cannot be a change: adds .git/hooks',
  ],
  [{ type: 'stage.started', payload: { stage: 'gate', attempt: 1 } }, '→ The checkers look at the change.'],
  [{ type: 'stage.started', payload: { stage: 'gate', attempt: 2 } }, '→ The checkers look at the change again (attempt 2).'],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'failed', blocking: 2 } },
    '✗ 4 generated-code-integrity stopped it: 2 findings (0.4 s, 3 of 3 files examined).',
  ],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'failed', blocking: 1, mode: 'shadow' } },
    '! 4 generated-code-integrity would have stopped it, but only looks on: 1 finding (0.4 s, 3 of 3 files examined).',
  ],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'passed', cached: true } },
    '✓ 4 generated-code-integrity passed (answered from the cache, 3 of 3 files examined).',
  ],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'not-applicable', reason: 'no sources' } },
    '· 4 generated-code-integrity: does not apply: no sources',
  ],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'errored', reason: 'no report' } },
    '! 4 generated-code-integrity: no answer: no report',
  ],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'cancelled', reason: 'cheaper-checker-failed' } },
    '· 4 generated-code-integrity: not run, because a cheaper checker has to pass first',
  ],
  [
    { type: 'checker.finished', payload: { ...checker, verdict: 'timed-out', reason: 'gave no answer within 300 s', mode: 'shadow' } },
    '· 4 generated-code-integrity (looks on): no answer: gave no answer within 300 s',
  ],
  [
    { type: 'gate.decided', payload: { attempt: 1, tree: id('b'), outcome: 'red', failing: ['1', '2'], reasons: ['4 failed'] } },
    '✗ The gate is red, the line stops: 2 findings to fix.',
  ],
  [
    {
      type: 'gate.decided',
      payload: { attempt: 1, tree: id('b'), outcome: 'undecided', failing: [], reasons: ['6 errored', '5 timed-out'] },
    },
    '! The gate has no answer, and that is not a yes: 6 errored; 5 timed-out',
  ],
  [
    { type: 'gate.decided', payload: { attempt: 1, tree: id('b'), outcome: 'green', failing: [], reasons: [] } },
    '✓ The gate is green: nothing new stands against this change.',
  ],
  [
    { type: 'repair.requested', payload: { attempt: 2, strategy: 'repair', failing: ['1', '2'] } },
    '→ What was found goes back to the agent.',
  ],
  [
    { type: 'repair.requested', payload: { attempt: 4, strategy: 'change-strategy', failing: ['1'] } },
    '→ The same was found again: the agent has to try another way.',
  ],
  [
    {
      type: 'attestation.signed',
      payload: {
        tree: id('b'),
        base: id('a'),
        artefact: digest('1'),
        keyId: digest('c'),
        envelope: digest('2'),
        head: { index: 3, hash: digest('3') },
      },
    },
    '✓ The verdicts are signed for exactly tree bbbbbbbbbb (key cccccccccc): nothing is released without that.',
  ],
  [
    { type: 'change.integrated', payload: { commit: id('c'), branch: 'main', previous: id('a') } },
    '✓ The change is commit cccccccccc now on main.',
  ],
  [
    { type: 'merge.awaited', payload: { commit: id('c'), branch: 'jidoka/x', command: 'git merge --ff-only jidoka/x' } },
    '! The branch it is meant for is checked out somewhere, so nobody moved it: the change waits on jidoka/x. To take it: git merge --ff-only jidoka/x',
  ],
  [
    {
      type: 'deployment.started',
      payload: { deployment: 'd1', commit: id('c'), artefact: digest('1'), run: 'run-1', order: 'x', previous: 'd0' },
    },
    '→ The new version (commit cccccccccc) starts beside the running one.',
  ],
  [
    {
      type: 'deployment.started',
      payload: { deployment: 'd1', commit: id('c'), artefact: digest('1'), run: null, order: null, previous: null },
    },
    '→ The first version (commit cccccccccc) starts; there is none before it to compare with or to go back to.',
  ],
  [
    { type: 'candidate.ready', payload: { deployment: 'd1', pid: 7, port: 8, p50Ms: 2.44, warmUpMs: 1180 } },
    '✓ The new version answers and is warm after 1.2 s; half of its answers take at most 2.4 ms.',
  ],
  [{ type: 'traffic.shifted', payload: { deployment: 'd1', percent: 10 } }, '→ 10 % of the requests now go to the new version.'],
  [{ type: 'traffic.shifted', payload: { deployment: 'd1', percent: 100 } }, '→ All requests now go to the new version.'],
  [{ type: 'traffic.shifted', payload: { deployment: 'd1', percent: 0 } }, '→ No request goes to the new version.'],
  [
    { type: 'watch.looked', payload: { ...look, verdict: 'insufficient' } },
    '· Look 3: new 0/120 failed, old 1/1,080; rate 0.0–3.1 %; evidence 0.8/100: not proven yet.',
  ],
  [
    { type: 'watch.looked', payload: { ...look, stable: { requests: 0, errors: 0 }, verdict: 'healthy' } },
    '✓ Look 3: new 0/120 failed; rate 0.0–3.1 %; evidence 0.8/100: healthy.',
  ],
  [
    { type: 'watch.looked', payload: { ...look, e: 123_456, verdict: 'breached' } },
    '✗ Look 3: new 0/120 failed, old 1/1,080; rate 0.0–3.1 %; evidence 1.2e+5/100: harmful.',
  ],
  [
    { type: 'deployment.breached', payload: { deployment: 'd1', cause: 'errors', reason: 'E = 123456' } },
    '✗ The new version fails its users too often: it is taken back.',
  ],
  [
    { type: 'deployment.rolled-back', payload: { deployment: 'd1', to: 'd0', cause: 'breach', reason: 'E = 123456', ...times } },
    '✗ All requests go to the version before it again: detection 2.01 s, switch 0.00 s, verification 0.20 s, 2.22 s in all.',
  ],
  [
    {
      type: 'deployment.rolled-back',
      payload: { deployment: 'd1', to: null, cause: 'insufficient', reason: 'Too few requests.', ...times },
    },
    '✗ Taken back; there is no version before it: detection 2.01 s, switch 0.00 s, verification 0.20 s, 2.22 s in all. Too few requests.',
  ],
  [
    { type: 'deployment.promoted', payload: { deployment: 'd1', afterMs: 14_200, reason: 'good' } },
    '✓ The new version is proven good after 14 s and takes over.',
  ],
  [
    { type: 'incident.opened', payload: { incident: 'incident-d1', deployment: 'd1', run: 'run-1', order: 'x', summary: 'E = 123456' } },
    '! An incident is opened: incident-d1 (from run run-1, order x). E = 123456',
  ],
  [
    { type: 'ticket.filed', payload: { ticket: 't1', incident: 'incident-d1', path: '.jidoka/state/tickets/t1.md', title: 'Taken back' } },
    '! A ticket is filed for a person: "Taken back", .jidoka/state/tickets/t1.md',
  ],
  [
    { type: 'release.concluded', payload: { deployment: 'd1', outcome: 'promoted', reason: 'good' } },
    '✓ The release is decided: the new version stays.',
  ],
  [
    { type: 'release.concluded', payload: { deployment: 'd1', outcome: 'insufficient', reason: 'few' } },
    '✗ The release is decided: the new version was not proven good, so it does not stay.',
  ],
  [
    {
      type: 'release.attested',
      payload: {
        deployment: 'd1',
        commit: id('c'),
        artefact: digest('1'),
        outcome: 'promoted',
        keyId: digest('c'),
        envelope: digest('2'),
        head: { index: 3, hash: digest('3') },
      },
    },
    '· How the release ended is signed (key cccccccccc).',
  ],
  [
    {
      type: 'factory.judged',
      payload: { checker: 'pipeline-metrics', number: 2, mode: 'enforced', verdict: 'failed', reasons: ['a stage has no end'] },
    },
    '✗ Checker 2 pipeline-metrics on the factory itself: failed, a stage has no end',
  ],
  [
    { type: 'line.stopped', payload: { cause: 'red-runs', reason: '3 runs in a row were red', evidence: ['run-1'] } },
    '✗ The line is stopped, no new run starts: 3 runs in a row were red',
  ],
  [{ type: 'line.resumed', payload: { by: 'Ada', reason: 'the tests were flaky' } }, '→ Ada cleared the line: the tests were flaky'],
  [
    { type: 'notice.sent', payload: { about: 'rollback', subject: 'd1', delivered: false, reason: 'it answered 500' } },
    '! Nobody could be told about d1: it answered 500',
  ],
  [{ type: 'run.finished', payload: { outcome: 'green', reason: 'promoted' } }, '✓ The run is over, green: promoted'],
  [{ type: 'run.finished', payload: { outcome: 'red', reason: 'rolled back' } }, '✗ The run is over, red: rolled back'],
];

test.each(STORY)('tells %j', (event, line) => {
  expect(eventLine(stored(event, 12_340), { start: START, color: false, columns: 1000 })).toBe(`[ 12.3 s] ${line}`);
});

test('every event is told, or known to be not worth a line', () => {
  const told = new Set(STORY.map(([{ type }]) => type));
  const silent = Object.keys(eventSchemas).filter((type) => !told.has(type as EventType));
  expect(silent).toEqual(['chain.sealed', 'stage.finished', 'checker.started', 'release.requested', 'step.finished']);
  const events: Event[] = [
    { type: 'notice.sent', payload: { about: 'rollback', subject: 'd1', delivered: true, reason: null } },
    { type: 'factory.judged', payload: { checker: 'x', number: 2, mode: 'enforced', verdict: 'passed', reasons: [] } },
    { type: 'step.finished', payload: { step: 'x' } },
    { type: 'chain.sealed', payload: { chain: 'run-1', index: 1, hash: digest('1') } },
    { type: 'stage.finished', payload: { stage: 'gate', attempt: 1, durationMs: 1 } },
    { type: 'checker.started', payload: { attempt: 1, checker: 'x', number: 1, mode: 'shadow' } },
    { type: 'release.requested', payload: { deployment: 'd1', commit: id('c'), artefact: digest('1') } },
    ...(['generate', 'capture', 'repair', 'attest', 'integrate', 'release', 'close'] as const).map(
      (stage): Event => ({ type: 'stage.started', payload: { stage, attempt: 1 } }),
    ),
  ];
  expect(events.map((event) => eventLine(event, { start: START, color: false }))).toEqual(events.map(() => null));
});

test('a long line is broken under its own beginning', () => {
  const event: Event = {
    type: 'run.finished',
    payload: { outcome: 'undecided', reason: 'the agent gave up on the third acceptance criterion' },
  };
  expect(eventLine(stored(event, 61_000), { start: START, color: false, columns: 50 })).toBe(
    `[ 61.0 s] ! The run is over, undecided: the agent
            gave up on the third acceptance
            criterion`,
  );
});

test('no time before the story began, or without a place in the ledger', () => {
  const event: Event = { type: 'traffic.shifted', payload: { deployment: 'd1', percent: 50 } };
  const line = '          → 50 % of the requests now go to the new version.';
  expect(eventLine(event, { start: START, color: false })).toBe(line);
  expect(eventLine(stored(event, -1), { start: START, color: false })).toBe(line);
});

test('colours the time and the mark, only when asked', () => {
  const event: Event = { type: 'change.integrated', payload: { commit: id('c'), branch: null, previous: id('a') } };
  expect(eventLine(stored(event, 0), { start: START, color: true })).toBe(
    '\u001b[2m[  0.0 s]\u001b[22m \u001b[32m✓\u001b[39m The change is commit cccccccccc now, on a branch of its own.',
  );
});

test('what an agent says cannot act on the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (reason) => {
      const line = eventLine({ type: 'run.finished', payload: { outcome: 'red', reason } }, { start: START, color: false });
      expect(/[\p{Cc}\p{Cf}]/u.test((line ?? '').replaceAll('\n', ''))).toBe(false);
    }),
  );
});
