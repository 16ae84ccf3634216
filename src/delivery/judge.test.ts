import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Traffic } from '../targets/target.ts';
import { collectEvidence } from './evidence.ts';
import { judge, type Evidence } from './judge.ts';

const WELL = { failures: 0, gone: false, reason: '' };

interface Seen {
  readonly candidate: readonly [errors: number, requests: number];
  readonly stable: readonly [errors: number, requests: number] | null;
  readonly percent?: number;
  readonly e?: number;
  readonly hard?: Evidence['hard'];
  readonly stableHard?: Evidence['hard'];
  readonly measuredLooks?: number;
}

function evidence({ candidate, stable, percent = 50, e, hard = WELL, stableHard = WELL, measuredLooks = 3 }: Seen): Evidence {
  const collector = collectEvidence();
  const arm = ([errors, requests]: readonly [number, number]) => ({ errors, requests });
  collector.add({ candidate: arm(candidate), stable: arm(stable ?? [0, 0]), blocks: [], firstErrorAt: null });
  const { candidateRate, candidateStrict, stableStrict, e: collectedE, ...arms } = collector.collected;
  return {
    percent,
    hard,
    candidate: arms.candidate,
    candidateRate,
    candidateStrict,
    stable: stable === null ? null : { arm: arms.stable, strict: stableStrict, hard: stableHard },
    e: e ?? collectedE,
    measuredLooks,
  };
}

test('the verdict explains itself: both samples, the interval and the evidence', () => {
  expect(judge(evidence({ candidate: [0, 400], stable: [2, 400] }))).toEqual({
    verdict: 'healthy',
    reason:
      "The candidate's error rate is at most 1.63 %, limit 2.50 %. (candidate 0 errors in 400 requests, 95 % interval 0.00 % to 1.63 %; stable 2 errors in 400 requests, evidence of harm 1.00)",
  });
});

test.each<[string, Seen, string]>([
  ['enough good requests', { candidate: [0, 330], stable: [0, 330] }, 'healthy'],
  ['too few to exclude two points of harm', { candidate: [0, 300], stable: [0, 300] }, 'insufficient'],
  ['no request at all', { candidate: [0, 0], stable: [0, 500] }, 'insufficient'],
  ['stable was never measured', { candidate: [0, 500], stable: [0, 0] }, 'insufficient'],
  [
    'a stable release that does not answer is no yardstick',
    { candidate: [400, 500], stable: [500, 500], stableHard: { failures: 1, gone: false, reason: 'no' } },
    'insufficient',
  ],
  ['as bad as stable is no harm', { candidate: [50, 2000], stable: [50, 2000] }, 'healthy'],
  ['two looks are not enough', { candidate: [0, 5000], stable: [0, 5000], measuredLooks: 2 }, 'insufficient'],
  [
    'a last hard check that failed',
    { candidate: [0, 5000], stable: [0, 5000], hard: { failures: 2, gone: false, reason: 'no' } },
    'insufficient',
  ],
  [
    'the third hard check in a row',
    { candidate: [0, 5000], stable: [0, 5000], hard: { failures: 3, gone: false, reason: 'no' } },
    'breached',
  ],
  ['a dead process at once', { candidate: [0, 5000], stable: [0, 5000], hard: { failures: 1, gone: true, reason: 'dead' } }, 'breached'],
  ['evidence of 100', { candidate: [0, 5000], stable: [0, 5000], e: 100 }, 'breached'],
  ['evidence just below', { candidate: [0, 5000], stable: [0, 5000], e: 99.999 }, 'healthy'],
  ['evidence that is no number', { candidate: [0, 5000], stable: [0, 5000], e: Number.NaN }, 'breached'],
  ['rates apart at full weight', { candidate: [50, 500], stable: [0, 500], percent: 100 }, 'breached'],
  ['rates apart before: only blocks count', { candidate: [50, 500], stable: [0, 500], percent: 50 }, 'insufficient'],
  ['a first release without errors', { candidate: [0, 330], stable: null }, 'healthy'],
  ['a first release with a few', { candidate: [5, 330], stable: null }, 'insufficient'],
  ['a first release with many', { candidate: [60, 330], stable: null }, 'breached'],
])('%s', (_, seen, verdict) => {
  expect(judge(evidence(seen)).verdict).toBe(verdict);
});

test('is never healthy while the interval allows more than two points above stable', () => {
  const counts = fc.tuple(fc.nat(40), fc.nat(600)).map(([errors, more]) => [errors, errors + more] as const);
  fc.assert(
    fc.property(counts, counts, fc.constantFrom(10, 50, 100), (candidate, stable, percent) => {
      const seen = evidence({ candidate, stable, percent });
      if (judge(seen).verdict !== 'healthy') return;
      expect(seen.candidateRate.upper).toBeLessThanOrEqual(stable[0] / stable[1] + 0.02);
    }),
    { numRuns: 200, seed: 4 },
  );
});

test('evidence counts blocks in order and every request once', () => {
  const collector = collectEvidence();
  const bad: Traffic = {
    candidate: { requests: 1, errors: 1 },
    stable: { requests: 1, errors: 0 },
    blocks: [{ candidate: { requests: 1, errors: 1 }, stable: { requests: 1, errors: 0 } }],
    firstErrorAt: 17,
  };
  for (let block = 0; block < 8; block += 1) collector.add({ ...bad, firstErrorAt: 17 + block });
  const { e, candidate, stable, firstErrorAt } = collector.collected;
  expect({ candidate, stable, firstErrorAt, isBreach: e >= 100 }).toEqual({
    candidate: { requests: 8, errors: 8 },
    stable: { requests: 8, errors: 0 },
    firstErrorAt: 17,
    isBreach: true,
  });
});
