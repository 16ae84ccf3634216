import { AdapterError } from '../../domain/error.ts';
import type { TestReport, TestSuite } from '../../tools/tool.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import type { Say } from './say.ts';

interface BaseRun {
  readonly workspaces: Workspaces;
  readonly testSuite: TestSuite;
  readonly command: string;
  readonly signal: AbortSignal;
  readonly report: Say['report'];
}

/**
 * The tests of the base commit, to compare with. Null, with a finding, when that commit does not build or its tests leave no
 * report: the change cannot have caused that, and may be there to repair it. A run that did not end is no answer at all.
 */
export async function runBase({ workspaces, testSuite, command, signal, report }: BaseRun): Promise<TestReport | null> {
  try {
    return await testSuite.run({ checkout: await workspaces.testbed('base'), command, coverage: true, signal });
  } catch (error) {
    if (!(error instanceof AdapterError) || error.code === 'TESTS_NOT_ENDED' || signal.aborted) throw error;
    report('base-not-run', { path: '.', message: `the tests of the base commit could not be run: ${error.message.slice(0, 500)}` });
    return null;
  }
}
