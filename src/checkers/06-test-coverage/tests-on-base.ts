import { AdapterError } from '../../domain/error.ts';
import { copyInside } from '../../platform/copy-inside.ts';
import type { TestOutcome, TestReport } from '../../tools/tool.ts';
import type { Checkout } from '../../workspace/checkout.ts';
import { testKey } from './compare-tests.ts';
import type { JudgedRun } from './judged-run.ts';

/** What became of a test of the change where the rest is as the base commit has it. */
export interface OnBase {
  /** `not-reached`: its file, or the whole command, fails before it. */
  readonly how: 'failed' | 'not-reached' | 'passed' | 'unknown';
  /** In words, for whoever wants to see it. */
  readonly evidence: string;
}

export interface BaseWithTests extends Pick<JudgedRun, 'workspaces' | 'testSuite' | 'command' | 'signal'> {
  readonly before: TestReport;
  /** Where the judged tests ran. */
  readonly checkout: Checkout;
  /** The change's tests and what is only theirs: these files of it are put into the base commit's. */
  readonly carried: readonly string[];
  /** Builds the project, where tests may be part of what is built. */
  readonly build: string | undefined;
}

/** Runs the change's tests on the code of the base commit, and answers for each of them. */
export async function testsOnBase(run: BaseWithTests, asked: readonly TestOutcome[]): Promise<(test: TestOutcome) => OnBase> {
  const answer = answering(run.before, await runThere(run));
  // What is compiled together with the code is not there until it is built again.
  if (run.build === undefined || asked.every((test) => answer(test).how !== 'unknown')) return answer;
  return answering(run.before, await runThere(run, run.build));
}

type Ran = { readonly report: TestReport } | { readonly problem: string; readonly isFailure: boolean };

async function runThere({ workspaces, testSuite, command, signal, checkout, carried }: BaseWithTests, build?: string): Promise<Ran> {
  const there = await workspaces.testbed('base');
  await copyInside({ from: checkout.dir, to: there.dir, paths: carried });
  if (build !== undefined) {
    const { end, exitCode, stdout, stderr } = await there.exec({ command: build, signal });
    if (end !== 'exited' || exitCode !== 0)
      return { problem: `\`${build}\` fails there: ${oneLine(stdout || stderr)}`, isFailure: end === 'exited' };
  }
  try {
    return { report: await testSuite.run({ checkout: there, command, coverage: false, signal }) };
  } catch (error) {
    if (!(error instanceof AdapterError) || signal.aborted) throw error;
    return { problem: oneLine(error.message), isFailure: error.code === 'TESTS_NOT_REACHED' };
  }
}

/** A run without a report, or one that fails without coming to a file, is a failure of that file where the base commit's own tests pass. */
function answering(before: TestReport, ran: Ran): (test: TestOutcome) => OnBase {
  const passedBefore = before.exitCode === 0;
  if ('problem' in ran) return () => ({ how: ran.isFailure && passedBefore ? 'not-reached' : 'unknown', evidence: ran.problem });
  const { tests, exitCode } = ran.report;
  const byKey = Map.groupBy(tests, ({ file, name }) => testKey(file, name));
  const byFile = Map.groupBy(tests, ({ file }) => file);
  const failedBefore = new Set(before.tests.filter(hasFailed).map(({ file, name }) => testKey(file, name)));
  return ({ file, name }) => {
    const same = byKey.get(testKey(file, name)) ?? [];
    const failed = same.find(hasFailed);
    if (failed !== undefined) return { how: 'failed', evidence: oneLine(failed.message ?? 'it says nothing') };
    if (same.some(({ status }) => status === 'passed')) return { how: 'passed', evidence: 'it passes there' };
    if (same.length > 0) return { how: 'unknown', evidence: 'it is skipped there' };
    const inFile = byFile.get(file) ?? [];
    const broken = inFile.find((test) => hasFailed(test) && !failedBefore.has(testKey(test.file, test.name)));
    if (broken !== undefined && isWholeFile(broken, inFile))
      return { how: 'not-reached', evidence: `its file does not load: ${oneLine(broken.message ?? 'it says nothing')}` };
    if (inFile.length === 0 && exitCode !== 0 && passedBefore)
      return { how: 'not-reached', evidence: `the tests end before its file: ${oneLine(ran.report.output)}` };
    return { how: 'unknown', evidence: 'it is not among the tests that ran there' };
  };
}

function hasFailed({ status }: TestOutcome): boolean {
  return status === 'failed';
}

/** Nothing else of the file was reported: what failed is the file. */
function isWholeFile(broken: TestOutcome, inFile: readonly TestOutcome[]): boolean {
  return inFile.every((test) => test === broken || hasFailed(test));
}

const MAX_EVIDENCE = 300;

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > MAX_EVIDENCE ? `${line.slice(0, MAX_EVIDENCE)} […]` : line;
}
