import type { Interval } from '../statistics/statistics.ts';
import type { Arm } from '../targets/target.ts';

/** Evidence at which a candidate is breached: by chance alone it is reached with probability at most 1/100, whenever one looks. */
const BREACH_AT = 100;
/** How much more often than the stable release a healthy candidate may fail: 2 points. */
const TOLERANCE = 0.02;
/** Consecutive failed hard checks that are a breach. */
const HARD_FAILURES = 3;
/** Looks with measurements of the new version below which nothing is promoted. */
const LOOKS_NEEDED = 3;

/** How the last consecutive hard checks of one release went. */
export interface HardState {
  /** Consecutive failures up to now. */
  readonly failures: number;
  /** The process is dead. */
  readonly gone: boolean;
  readonly reason: string;
}

/** All that is known about a candidate at one look. */
export interface Evidence {
  /** The candidate's share of the traffic, percent. */
  readonly percent: number;
  readonly hard: HardState;
  readonly candidate: Arm;
  /** Confidence sequences of the candidate's error rate, alpha .05 and .01. */
  readonly candidateRate: Interval;
  readonly candidateStrict: Interval;
  /** Null when there is no release to compare with. */
  readonly stable: { readonly arm: Arm; readonly strict: Interval; readonly hard: HardState } | null;
  /** Two-sample block e-process, alternative "the candidate fails more often". */
  readonly e: number;
  /** Looks so far that brought measurements of the candidate. */
  readonly measuredLooks: number;
}

export type Judgement =
  | { readonly verdict: 'healthy' | 'insufficient'; readonly reason: string }
  | { readonly verdict: 'breached'; readonly cause: 'hard-check' | 'errors'; readonly reason: string };

/** Is the candidate good? No breach is not health: whatever is not proven is `insufficient`. */
export function judge(evidence: Evidence): Judgement {
  return hardBreach(evidence.hard) ?? errorBreach(evidence) ?? health(evidence);
}

export function hardBreach({ failures, gone, reason }: HardState): Judgement | null {
  if (!gone && failures < HARD_FAILURES) return null;
  return { verdict: 'breached', cause: 'hard-check', reason: gone ? reason : `${failures} hard checks in a row failed: ${reason}` };
}

function errorBreach(evidence: Evidence): Judgement | null {
  const { e, percent, candidateStrict, stable } = evidence;
  const breached = (why: string): Judgement => ({ verdict: 'breached', cause: 'errors', reason: `${why} ${samples(evidence)}` });
  if (!(e < BREACH_AT))
    return breached(`The candidate fails more often than the stable release: evidence ${number(e)}, limit ${BREACH_AT}.`);
  if (stable === null) {
    if (candidateStrict.lower <= TOLERANCE) return null;
    return breached(`The candidate fails more often than ${percentage(TOLERANCE)}, the most a first release may.`);
  }
  // With all the traffic on the candidate no block holds both versions, so E moves by probes only (docs/decisions/0005).
  if (percent < 100 || stable.arm.requests === 0 || candidateStrict.lower <= stable.strict.upper) return null;
  return breached(`The candidate's error rate ${range(candidateStrict)} lies above stable's ${range(stable.strict)} (99 % each).`);
}

function health(evidence: Evidence): Judgement {
  const { hard, candidate, candidateRate, stable, measuredLooks } = evidence;
  const insufficient = (why: string): Judgement => ({ verdict: 'insufficient', reason: `${why} ${samples(evidence)}` });
  if (hard.failures > 0) return insufficient(`The last hard check failed: ${hard.reason}.`);
  if (candidate.requests === 0) return insufficient('The candidate has answered no request yet; probes in the config make some.');
  if (measuredLooks < LOOKS_NEEDED) return insufficient(`Measured at ${measuredLooks} of at least ${LOOKS_NEEDED} looks.`);
  if (stable !== null && stable.hard.failures > 0) {
    return insufficient(`The stable release does not answer (${stable.hard.reason}), so there is nothing to compare with.`);
  }
  if (stable !== null && stable.arm.requests === 0) return insufficient('The stable release has answered no request to compare with.');
  const limit = TOLERANCE + (stable === null ? 0 : stable.arm.errors / stable.arm.requests);
  if (candidateRate.upper > limit) {
    return insufficient(
      `The candidate's error rate may be as high as ${percentage(candidateRate.upper)}; it has to be below ${percentage(limit)}.`,
    );
  }
  return {
    verdict: 'healthy',
    reason: `The candidate's error rate is at most ${percentage(candidateRate.upper)}, limit ${percentage(limit)}. ${samples(evidence)}`,
  };
}

/** Both samples, the interval and the evidence, so that a verdict explains itself. */
function samples({ candidate, candidateRate, stable, e }: Evidence): string {
  const arm = (name: string, { errors, requests }: Arm): string => `${name} ${errors} errors in ${requests} requests`;
  const other = stable === null ? 'no stable release to compare with' : `${arm('stable', stable.arm)}, evidence of harm ${number(e)}`;
  return `(${arm('candidate', candidate)}, 95 % interval ${range(candidateRate)}; ${other})`;
}

function range({ lower, upper }: Interval): string {
  return `${percentage(lower)} to ${percentage(upper)}`;
}

function percentage(rate: number): string {
  return `${(rate * 100).toFixed(2)} %`;
}

function number(e: number): string {
  return e >= 10_000 ? e.toExponential(1) : e.toFixed(2);
}
