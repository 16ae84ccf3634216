import type { Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import type { WaiverBook } from '../../domain/waiver.ts';
import type { TestReport, TestSuite } from '../../tools/tool.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import { RULES } from './rules.ts';

export interface JudgedRun {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
  readonly workspaces: Workspaces;
  readonly testSuite: TestSuite;
  readonly command: string;
  readonly signal: AbortSignal;
  readonly report: TestReport;
  /** The same command on the base commit; null when that could not be run. */
  readonly before: TestReport | null;
  readonly waivers: WaiverBook;
}

/** Then a failure may be one that stops nobody, and what else there is to prove must be proven all the same. */
export function mayBeWaived({ waivers }: Pick<JudgedRun, 'waivers'>): boolean {
  return waivers.inForce.some(({ rule }) => Object.hasOwn(RULES, rule));
}
