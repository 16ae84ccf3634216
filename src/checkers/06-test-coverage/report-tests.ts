import type { TestOutcome } from '../../tools/tool.ts';
import { hasRun, type MissingTest, missingTests } from './compare-tests.ts';
import { type JudgedRun, mayBeWaived } from './judged-run.ts';
import { clipped, named, reportFailures } from './report-failures.ts';
import type { Say } from './say.ts';
import { stoppedAt } from './stopped-at.ts';
import { testsOutOfSight, type UnrunTest, unrunTests } from './unrun-tests.ts';

/** Reports what failed and what did not run. */
export async function reportTests(run: JudgedRun, say: Say): Promise<'none-new' | 'some-new'> {
  const { report, before, change, base, head } = run;
  const count = (status: TestOutcome['status']) => report.tests.filter((test) => test.status === status).length;
  say.measure('tests run', report.tests.filter(hasRun).length, 'tests');
  say.measure('tests failed', count('failed'), 'tests');
  say.measure('tests skipped', count('skipped') + count('todo'), 'tests');
  const failed = await reportFailures(run, say);
  // A run that stopped at a failure did not come to the rest: the failure says it all, unless it is waived.
  const isCertain = failed === 'some-new' && !mayBeWaived(run);
  const unrun = isCertain ? 0 : await reportUnrun(run, say);
  if (before === null) return unrun > 0 ? 'some-new' : failed;
  const { vanished, skipped } = await missingTests({ change, baseTree: base, headTree: head, base: before.tests, head: report.tests });
  const silent = isCertain ? [] : vanished;
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
