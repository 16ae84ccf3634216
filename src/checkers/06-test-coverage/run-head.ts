import type { Change, ChangedFile } from '../../domain/change.ts';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { type Culprit, findCulprit } from '../../formats/compiler-output/find-culprit.ts';
import type { TestReport, TestSuite } from '../../tools/tool.ts';
import type { Checkout, Workspaces } from '../../workspace/checkout.ts';
import { hasRun } from './compare-tests.ts';
import { runBase } from './run-base.ts';
import type { Say } from './say.ts';

interface HeadRun {
  readonly checkout: Checkout;
  readonly workspaces: Workspaces;
  readonly testSuite: TestSuite;
  readonly command: string;
  readonly change: Change;
  readonly head: Tree;
  readonly signal: AbortSignal;
}

/**
 * The tests of the judged tree. Null, with a finding, where their command ends before its tests or in the middle of them, and that of the base
 * commit does not: a linter in front of the tests, for example, that has something to say about the change. Where base fails, too, nothing is proven.
 */
export async function runHead(run: HeadRun, say: Pick<Say, 'report'>): Promise<TestReport | null> {
  const { checkout, workspaces, testSuite, command, signal } = run;
  try {
    const report = await testSuite.run({ checkout, command, coverage: true, signal });
    if (!report.tests.some(hasRun)) throw noneRan(command, report);
    return report;
  } catch (error) {
    if (!isUnreached(error)) throw error;
    // What ended the process in the middle may have been the machine.
    if (error.code === CUT && !(await isCutAgain(run))) throw error;
    const before = await runBase({ workspaces, testSuite, command, signal, report: () => undefined });
    if (before?.exitCode !== 0 || !before.tests.some(hasRun)) throw error;
    await reportUnreached(run, { error, before: 'on the base commit the tests run and pass, now ' }, say);
    return null;
  }
}

/** A runner that is kept from its tests leaves a report of none, as one that cannot load what is tested. */
function noneRan(command: string, { exitCode, output }: TestReport): AdapterError {
  return new AdapterError(exitCode === 0 ? 'NO_TESTS_RAN' : 'TESTS_NOT_REACHED', `\`${command}\` ran no test\n${output}`, { output });
}

const CUT = 'INCOMPLETE_REPORT';

function isUnreached(error: unknown): error is AdapterError {
  return error instanceof AdapterError && (error.code === 'TESTS_NOT_REACHED' || error.code === CUT);
}

async function isCutAgain({ workspaces, testSuite, command, signal }: HeadRun): Promise<boolean> {
  try {
    await testSuite.run({ checkout: await workspaces.testbed('head'), command, coverage: false, signal });
    return false;
  } catch (error) {
    if (!isUnreached(error)) throw error;
    return true;
  }
}

/** Says that tests were not reached, and where that most likely comes from. */
export async function reportUnreached(
  { change, head, command }: Pick<HeadRun, 'change' | 'head' | 'command'>,
  { error, before }: { readonly error: AdapterError; readonly before: string },
  say: Pick<Say, 'report'>,
): Promise<void> {
  const place = error.code === CUT ? await exitIn(change, head) : await findCulprit({ output: error.output, change, head });
  say.report('tests-not-reached', {
    ...(place ?? { path: '.' }),
    message: before + error.message.replaceAll(/\s*\n\s*/g, ' / '),
    // What was printed may name folders of this gate.
    code: command,
    reproduce: command,
  });
}

/** What ends a process, in the languages whose tests are run. */
const EXIT =
  /\bprocess\s*\.\s*(exit|abort|kill|reallyExit)\b|\b(os\._exit|sys\.exit|os\.Exit|process::(exit|abort)|System\.exit|Deno\.exit)\b/;

/** The first line that the change wrote and that ends the process. */
async function exitIn(change: Change, head: Tree): Promise<Culprit | null> {
  for (const file of change.files) {
    const line = file.status === 'deleted' ? null : await exitLine(file, head);
    if (line !== null) return { path: file.path, range: { startLine: line } };
  }
  return null;
}

async function exitLine({ path, added }: ChangedFile, head: Tree): Promise<number | null> {
  const lines = (await head.read(path))?.split('\n') ?? [];
  for (const { start, end } of added) {
    const at = lines.slice(start - 1, end).findIndex((line) => EXIT.test(line));
    if (at !== -1) return start + at;
  }
  return null;
}
