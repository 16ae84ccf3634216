import type { Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { type Culprit, findCulprit } from '../../formats/compiler-output/find-culprit.ts';
import { declaredPlace } from '../../syntax/declared-tests.ts';
import type { TestOutcome, TestReport, TestSuite } from '../../tools/tool.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import { hasRun, headPaths, type MissingTest, missingTests, testKey } from './compare-tests.ts';
import type { Say } from './say.ts';
import { firstWritten, stoppedAt } from './stopped-at.ts';
import { testsOutOfSight, type UnrunTest, unrunTests } from './unrun-tests.ts';

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
}

/** Reports what failed and what did not run. */
export async function reportTests(run: JudgedRun, say: Say): Promise<'none-new' | 'some-new'> {
  const { report, before, change, base, head } = run;
  const count = (status: TestOutcome['status']) => report.tests.filter((test) => test.status === status).length;
  say.measure('tests run', report.tests.filter(hasRun).length, 'tests');
  say.measure('tests failed', count('failed'), 'tests');
  say.measure('tests skipped', count('skipped') + count('todo'), 'tests');
  const failed = await reportFailures(run, say);
  const unrun = failed === 'none-new' ? await reportUnrun(run, say) : 0;
  if (before === null) return unrun > 0 ? 'some-new' : failed;
  const { vanished, skipped } = await missingTests({ change, baseTree: base, headTree: head, base: before.tests, head: report.tests });
  // A run that stopped at a failure did not come to the rest: the failure says it all.
  const silent = failed === 'none-new' ? vanished : [];
  for (const test of silent) await reportMissing({ rule: 'tests-vanished', test, run }, say);
  for (const test of skipped) await reportMissing({ rule: 'newly-skipped', test, run }, say);
  return unrun + silent.length + skipped.length > 0 ? 'some-new' : failed;
}

/** Runners are told to leave tests out by these; a report says nothing of those then. */
const FILTER = /--(test-(name-pattern|skip-pattern|only|tag)|testNamePattern|grep)|\s-t\s/;

async function reportUnrun(run: JudgedRun, say: Say): Promise<number> {
  const { command, base, testSuite } = run;
  if (FILTER.test(`${command} ${(await base.read('package.json')) ?? ''}`)) return 0;
  const declared = { ...run, isTestFile: testSuite.isTestFile };
  const [unrun, hidden] = await Promise.all([unrunTests(declared), testsOutOfSight(declared)]);
  const place = ({ path, title, line }: UnrunTest) => ({ path, range: { startLine: line }, code: title, reproduce: command });
  for (const test of unrun)
    say.report('test-not-run', { ...place(test), message: `${clipped(test.title)} is declared and the report does not know it` });
  for (const test of hidden)
    say.report('tests-vanished', { ...place(test), message: `${clipped(test.title)} was moved to where it does not run` });
  return unrun.length + hidden.length;
}

async function reportFailures(run: JudgedRun, say: Say): Promise<'none-new' | 'some-new'> {
  const { report, before, change, command } = run;
  const failures = innermost(report.tests);
  const toHead = headPaths(change);
  const old = Map.groupBy(before === null ? [] : innermost(before.tests), ({ file, name }) => testKey(toHead(file), name));
  const fresh: TestOutcome[] = [];
  for (const test of failures) {
    // Each excuses one: a second failure of that name was none before.
    const failedBefore = old.get(testKey(test.file, test.name))?.shift();
    if (failedBefore === undefined) {
      fresh.push(test);
      continue;
    }
    // The same words on both sides, so that they are known as one: the failure's own may hold times and ports.
    const message = `${named(test)} fails, as it does on the base commit`;
    say.report('test-failed', { path: test.file ?? '.', message, reproduce: command });
    say.report('test-failed', { path: failedBefore.file ?? '.', message, side: 'base' });
  }
  const again = fresh.length === 0 ? null : await rerun(run);
  for (const test of fresh) {
    const passes = again?.tests.some(
      (other) => other.status === 'passed' && testKey(other.file, other.name) === testKey(test.file, test.name),
    );
    const what = `${named(test)}: ${clipped(test.message)}`;
    say.report(passes ? 'flaky-test' : 'test-failed', {
      ...(await failedAt(test, run)),
      message: passes ? `${what}; it passed when run again` : what,
      code: JSON.stringify(test.name),
      reproduce: command,
    });
  }
  if (failures.length > 0 || report.exitCode === 0) return fresh.length > 0 ? 'some-new' : 'none-new';
  const message = `\`${command}\` fails although none of its tests does`;
  say.report('test-command-failed', { path: '.', message: message + detailOf(report), code: message, reproduce: command });
  const failedBefore = before !== null && before.exitCode !== 0 && innermost(before.tests).length === 0;
  if (failedBefore) say.report('test-command-failed', { path: '.', message: message + detailOf(report), code: message, side: 'base' });
  return failedBefore ? 'none-new' : 'some-new';
}

/** Where it failed, as far as the report says; a file that fails as a whole, before any test, at what the change wrote in it. */
async function failedAt({ file, line, name, message }: TestOutcome, { change, head }: JudgedRun): Promise<Culprit> {
  if (file === null) return { path: '.' };
  if (line !== null) return { path: file, range: { startLine: line } };
  const printed = await findCulprit({ output: message ?? '', change, head });
  if (printed?.path === file) return printed;
  const text = await head.read(file);
  const declared = text === null ? null : declaredPlace(file, text, name.join(' > '));
  return { path: file, ...(declared === null ? firstWritten(change, file) : { range: { startLine: declared.line } }) };
}

function detailOf({ exitCode, output }: TestReport): string {
  return ` (exit code ${exitCode}): ${output.slice(-600)}`;
}

async function rerun({ workspaces, testSuite, command, signal }: JudgedRun): Promise<TestReport> {
  return testSuite.run({ checkout: await workspaces.testbed('head'), command, coverage: false, signal });
}

/** Failed tests without those that only hold another failed one. */
function innermost(tests: readonly TestOutcome[]): readonly TestOutcome[] {
  const failed = tests.filter(({ status }) => status === 'failed');
  const holders = new Set(failed.flatMap(({ file, name }) => name.slice(1).map((_, i) => testKey(file, name.slice(0, i + 1)))));
  return failed.filter(({ file, name }) => !holders.has(testKey(file, name)));
}

async function reportMissing(
  { rule, test, run }: { readonly rule: 'tests-vanished' | 'newly-skipped'; readonly test: MissingTest; readonly run: JudgedRun },
  say: Say,
): Promise<void> {
  const what = rule === 'tests-vanished' ? 'ran on the base commit and does not run any more' : 'ran on the base commit and is skipped now';
  say.report(rule, {
    ...(await stoppedAt(test, run)),
    message: `${named(test.test)} ${what}`,
    code: JSON.stringify(test.test.name),
    reproduce: run.command,
  });
}

function named({ name, file }: TestOutcome): string {
  return clipped(name.length === 0 ? (file ?? 'a test file') : name.join(' › '));
}

function clipped(text: string | null): string {
  const line = (text ?? '').trim();
  return line === '' ? 'it says nothing' : line.length > 500 ? `${line.slice(0, 500)} […]` : line;
}
