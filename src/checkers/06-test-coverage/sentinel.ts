import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import type { TestReport, TestTool } from '../../tools/tool.ts';
import type { Workspaces } from '../../workspace/checkout.ts';

export interface Proof {
  readonly workspaces: Workspaces;
  readonly testTool: TestTool;
  readonly command: string;
  readonly head: Tree;
  readonly nonce: string;
  /** What the same command reported without a planted test. */
  readonly report: TestReport;
  readonly signal: AbortSignal;
}

/**
 * Proves that the report can turn red: the same command on a fresh copy with one planted test that must fail. In a run of
 * its own, so that the judged run's exit code stays its own and a runner that stops at the first failure has stopped nothing.
 * AdapterError when the planted test did not fail: narrowed patterns, a forged reporter, no tests at all.
 */
export async function proveByPlantedTest({ workspaces, testTool, command, head, nonce, report, signal }: Proof): Promise<void> {
  const ran = new Set(report.tests.map(({ file }) => file));
  const beside: Tree = { ...head, paths: head.paths.filter((path) => ran.has(path)) };
  const sentinel = (await testTool.sentinel(beside, nonce)) ?? (await testTool.sentinel(head, nonce));
  if (sentinel === null)
    throw new AdapterError('NO_PLACE_FOR_SENTINEL', 'no test file to plant a failing test beside, so nothing proves that tests ran');
  const checkout = await workspaces.testbed('head');
  const { tests, output } = await testTool.run({ checkout, command, coverage: false, plant: sentinel, signal });
  if (tests.some(({ name, status }) => name.at(-1) === sentinel.name && status === 'failed')) return;
  throw new AdapterError(
    'SENTINEL_NOT_SEEN',
    `a failing test planted at ${sentinel.path} did not fail in the report: the tests of that folder are not run, or the report does not say what happened\n${output}`,
  );
}
