import type { CheckContext } from '../checker.ts';
import type { TestCoverageRule } from './rules.ts';

/** What the parts of this checker say their results to. */
export type Say = Pick<CheckContext<unknown, TestCoverageRule>, 'report' | 'measure' | 'inScope' | 'examined'>;
