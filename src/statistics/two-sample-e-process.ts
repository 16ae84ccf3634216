export type Alternative = 'two-sided' | 'less' | 'greater';

export interface Sample {
  readonly successes: number;
  readonly trials: number;
}

export interface TwoSampleBlock {
  readonly a: Sample;
  readonly b: Sample;
}

export interface TwoSampleEProcess {
  /** Takes one block and returns the evidence so far. */
  observe(block: TwoSampleBlock): number;
  /** Evidence so far; 1 at the start, at most `Number.MAX_VALUE`. */
  readonly e: number;
}

const LOG_MAX = Math.log(Number.MAX_VALUE);

/**
 * Evidence against "group a succeeds as often as group b" (one-sided: "not more often" for `greater`, "not less often" for `less`).
 * Under the hypothesis it exceeds c with probability at most 1/c, whenever one looks and however one stops.
 *
 * Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests that allow for optional stopping" (2021): the product
 * over blocks of θa^sa (1-θa)^fa θb^sb (1-θb)^fb / (θ0^s (1-θ0)^f), with θ = (prior + successes so far) / (2 prior + trials so far) of
 * each group and θ0 = (na θa + nb θb) / (na + nb). One-sided: the factor is 1 while θa, θb do not lie in the alternative's direction.
 *
 * @throws RangeError for a prior that is not positive, an unknown alternative, or a block with impossible counts
 */
export function twoSampleEProcess({
  prior = 0.18,
  alternative = 'two-sided',
}: { readonly prior?: number; readonly alternative?: Alternative } = {}): TwoSampleEProcess {
  if (!(prior > 0 && Number.isFinite(prior))) throw new RangeError(`prior must be positive, got ${prior}`);
  if (!['two-sided', 'less', 'greater'].includes(alternative)) throw new RangeError(`unknown alternative ${String(alternative)}`);
  let a: Sample = { successes: 0, trials: 0 };
  let b: Sample = { successes: 0, trials: 0 };
  let logE = 0;
  const estimate = ({ successes, trials }: Sample): number => (prior + successes) / (2 * prior + trials);
  const value = (): number => (logE >= LOG_MAX ? Number.MAX_VALUE : Math.exp(logE));
  return {
    observe(block) {
      checkSample('a', block.a);
      checkSample('b', block.b);
      const thetaA = estimate(a);
      const thetaB = estimate(b);
      if (points(alternative, thetaA, thetaB)) logE += logFactor(block, thetaA, thetaB);
      a = plus(a, block.a);
      b = plus(b, block.b);
      return value();
    },
    get e() {
      return value();
    },
  };
}

function points(alternative: Alternative, thetaA: number, thetaB: number): boolean {
  if (alternative === 'two-sided') return true;
  return alternative === 'greater' ? thetaA > thetaB : thetaA < thetaB;
}

function logFactor({ a, b }: TwoSampleBlock, thetaA: number, thetaB: number): number {
  const trials = a.trials + b.trials;
  // With one group alone the two hypotheses say the same.
  if (a.trials === 0 || b.trials === 0) return 0;
  const theta0 = (a.trials * thetaA + b.trials * thetaB) / trials;
  const together = { successes: a.successes + b.successes, trials };
  return logLikelihood(a, thetaA) + logLikelihood(b, thetaB) - logLikelihood(together, theta0);
}

function logLikelihood({ successes, trials }: Sample, theta: number): number {
  return successes * Math.log(theta) + (trials - successes) * Math.log1p(-theta);
}

function plus(one: Sample, other: Sample): Sample {
  return { successes: one.successes + other.successes, trials: one.trials + other.trials };
}

function checkSample(name: string, { successes, trials }: Sample): void {
  if (!Number.isSafeInteger(trials) || trials < 0) throw new RangeError(`${name}.trials must be a whole number, got ${trials}`);
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > trials) {
    throw new RangeError(`${name}.successes must be a whole number up to ${trials}, got ${successes}`);
  }
}
