/** The one face of the numeric kernel: pure, deterministic, no dependencies. Wrong input throws a `RangeError` that names it. */
export type { Interval } from './interval.ts';
export { proportionSequence, type ProportionSequence } from './proportion-sequence.ts';
export { twoSampleEProcess, type Alternative, type Sample, type TwoSampleBlock, type TwoSampleEProcess } from './two-sample-e-process.ts';
