import type { Interval } from './interval.ts';

export interface ProportionSequence {
  /** Takes one outcome and returns the interval for the rate of successes. */
  observe(success: boolean): Interval;
}

/** Halvings of [0, 1]: leaves less than 1e-14. */
const HALVINGS = 47;

/**
 * A confidence sequence for the rate p of independent yes/no outcomes: with probability at least 1 - alpha p lies in *every* interval
 * of the sequence, so one may look after each outcome and stop at will. Before the first outcome it would be [0, 1].
 *
 * Method of mixtures (Robbins, Annals of Mathematical Statistics 41, 1970) with the Beta(1/2, 1/2) mixture of Krichevsky and
 * Trofimov: for the true p, after s successes and f failures, M = [B(s + 1/2, f + 1/2) / B(1/2, 1/2)] / [p^s (1 - p)^f] is a
 * martingale that starts at 1, so by Ville's inequality it reaches 1/alpha with probability at most alpha. The interval holds
 * every p with M <= 1/alpha. Half on each side of the rate, hence two-sided at level alpha. Ends are found by bisection.
 *
 * @throws RangeError unless 0 < alpha < 1
 */
export function proportionSequence({ alpha }: { readonly alpha: number }): ProportionSequence {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`);
  let successes = 0;
  let failures = 0;
  let logMixture = 0;
  return {
    observe(success) {
      // B(s + 1/2, f + 1/2) / B(1/2, 1/2), one factor an outcome.
      logMixture += Math.log(((success ? successes : failures) + 0.5) / (successes + failures + 1));
      if (success) successes += 1;
      else failures += 1;
      const rate = successes / (successes + failures);
      const floor = logMixture + Math.log(alpha);
      const isInside = (p: number): boolean => logLikelihood(p, successes, failures) >= floor;
      return { lower: lastInside(isInside, rate, 0), upper: lastInside(isInside, rate, 1) };
    },
  };
}

function logLikelihood(p: number, successes: number, failures: number): number {
  // 0 · log 0 is 0 here.
  return (successes === 0 ? 0 : successes * Math.log(p)) + (failures === 0 ? 0 : failures * Math.log1p(-p));
}

/** The likelihood falls from the observed rate to both ends; returns the outer bound of the crossing, so that rounding never narrows. */
function lastInside(isInside: (p: number) => boolean, rate: number, end: 0 | 1): number {
  if (isInside(end)) return end;
  let inside = rate;
  let outside: number = end;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (inside + outside) / 2;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}
