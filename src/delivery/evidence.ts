import { proportionSequence, twoSampleEProcess, type Interval } from '../statistics/statistics.ts';
import type { Arm, Block, Traffic } from '../targets/target.ts';

/** What has been seen of a candidate and of the release before it, and what it proves. */
export interface Collected {
  readonly candidate: Arm;
  readonly stable: Arm;
  readonly candidateRate: Interval;
  readonly candidateStrict: Interval;
  readonly stableStrict: Interval;
  readonly e: number;
  /** `Clock.elapsed` at the candidate's first error; null when there was none. */
  readonly firstErrorAt: number | null;
}

export interface Collector {
  add(traffic: Traffic): void;
  readonly collected: Collected;
}

export function collectEvidence(): Collector {
  const eProcess = twoSampleEProcess({ alternative: 'greater' });
  const rates = { candidate: errorRate(0.05), candidateStrict: errorRate(0.01), stableStrict: errorRate(0.01) };
  let candidate: Arm = { requests: 0, errors: 0 };
  let stable: Arm = { requests: 0, errors: 0 };
  let firstErrorAt: number | null = null;
  return {
    add(traffic) {
      for (const block of traffic.blocks) eProcess.observe({ a: errorsOf(block, 'candidate'), b: errorsOf(block, 'stable') });
      rates.candidate.add(traffic.candidate);
      rates.candidateStrict.add(traffic.candidate);
      rates.stableStrict.add(traffic.stable);
      candidate = sum(candidate, traffic.candidate);
      stable = sum(stable, traffic.stable);
      firstErrorAt ??= traffic.firstErrorAt;
    },
    get collected() {
      return {
        candidate,
        stable,
        candidateRate: rates.candidate.interval,
        candidateStrict: rates.candidateStrict.interval,
        stableStrict: rates.stableStrict.interval,
        e: eProcess.e,
        firstErrorAt,
      };
    },
  };
}

function errorRate(alpha: number): { add(arm: Arm): void; readonly interval: Interval } {
  const sequence = proportionSequence({ alpha });
  let interval: Interval = { lower: 0, upper: 1 };
  return {
    add({ requests, errors }) {
      for (let request = 0; request < requests; request += 1) interval = sequence.observe(request < errors);
    },
    get interval() {
      return interval;
    },
  };
}

function errorsOf(block: Block, side: 'candidate' | 'stable'): { successes: number; trials: number } {
  return { successes: block[side].errors, trials: block[side].requests };
}

function sum(one: Arm, other: Arm): Arm {
  return { requests: one.requests + other.requests, errors: one.errors + other.errors };
}
