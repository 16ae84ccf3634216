import type { ChangedFile } from '../../domain/change.ts';
import type { Project } from '../../domain/project.ts';
import type { AcceptanceCriterion, WorkOrder } from '../../domain/work-order.ts';
import type { TestOutcome } from '../../tools/tool.ts';
import type { Checkout } from '../../workspace/checkout.ts';
import { declaredAt } from './declared-at.ts';
import { names, newTests } from './new-tests.ts';
import type { JudgedRun } from './judged-run.ts';
import type { Say } from './say.ts';
import { isBelowTests, looksLikeTest } from './source-files.ts';
import { type OnBase, testsOnBase } from './tests-on-base.ts';

export interface NewTestsRun extends JudgedRun {
  readonly workOrder: WorkOrder | null;
  readonly project: Project;
  readonly checkout: Checkout;
  readonly production: ReadonlySet<string>;
}

/** For a note alone nobody waits longer than this: the tests run once more for it. */
const MAX_MS_FOR_A_NOTE = 60_000;

type AnswerOnBase = (test: TestOutcome) => OnBase;

/** What the new tests say of the change: on the base commit's code they are to fail, those of a criterion must. */
export async function reportNewTests(run: NewTestsRun, say: Say): Promise<void> {
  const { report, before, change, project } = run;
  if (before === null) return;
  const carried = new Set(change.files.filter((file) => isCarried(file, run)).map(({ path }) => path));
  const fresh = newTests(run, carried);
  const criteria = criteriaOf(run.workOrder).map((criterion) => ({
    criterion,
    tests: report.tests.filter((test) => test.file !== null && carried.has(test.file) && names(test, criterion)),
  }));
  const isAsked = criteria.some(({ tests }) => tests.length > 0);
  const changesMore = change.files.some(({ path }) => !carried.has(path));
  if (!isAsked && (!fresh.some(hasPassed) || !changesMore || report.durationMs > MAX_MS_FOR_A_NOTE)) return;
  const asked = isAsked ? criteria.flatMap(({ tests }) => tests) : [];
  const onBase = await testsOnBase({ ...run, before, carried: [...carried], build: project.commands.build }, asked);
  const passing = fresh.filter(hasPassed);
  say.measure('new tests that pass', passing.length, 'tests');
  say.measure('of them fail on the base commit', passing.filter((test) => isRed(onBase(test))).length, 'tests');
  await reportIdle(
    run,
    passing.filter((test) => onBase(test).how === 'passed'),
    say,
  );
  for (const one of criteria) await reportCriterion(run, { ...one, fresh: new Set(fresh), onBase }, say);
}

/** What a chore asks for holds before it as well. */
function criteriaOf(workOrder: WorkOrder | null): readonly AcceptanceCriterion[] {
  return workOrder === null || workOrder.kind === 'chore' ? [] : workOrder.criteria;
}

/** Test files, what lies below their folders and what they compare with; not what the product uses. */
function isCarried({ path, status, newMode }: ChangedFile, { production, testSuite }: NewTestsRun): boolean {
  const isOfTests = testSuite.isTestFile(path) || looksLikeTest(path) || isBelowTests(path) || /(^|\/)testdata\/|\.snap$/.test(path);
  return status !== 'deleted' && newMode.startsWith('100') && isOfTests && !production.has(path);
}

function hasPassed({ status }: TestOutcome): boolean {
  return status === 'passed';
}

function isRed({ how }: OnBase): boolean {
  return how === 'failed' || how === 'not-reached';
}

const MAX_NAMED = 5;

async function reportIdle(run: NewTestsRun, idle: readonly TestOutcome[], say: Say): Promise<void> {
  for (const [path, tests] of Map.groupBy(idle, ({ file }) => file ?? '.')) {
    const named = tests.slice(0, MAX_NAMED).map(titleOf).join(', ');
    const more = tests.length > MAX_NAMED ? ` and ${tests.length - MAX_NAMED} more` : '';
    say.report('new-test-passes-on-base', {
      ...(await place(run, tests[0], path)),
      message: `${tests.length === 1 ? 'a new test passes' : `${tests.length} new tests pass`} without the change as well: ${named}${more}`,
      code: 'new-test-passes-on-base',
    });
  }
}

interface Asked {
  readonly criterion: AcceptanceCriterion;
  /** All that name it, in files that the change wrote. */
  readonly tests: readonly TestOutcome[];
  readonly fresh: ReadonlySet<TestOutcome>;
  readonly onBase: AnswerOnBase;
}

/** One that fails before and passes now is proof. A test that was there already, and names the criterion of another order, is none and no fault. */
async function reportCriterion(run: NewTestsRun, { criterion: { id }, tests, fresh, onBase }: Asked, say: Say): Promise<void> {
  const green = tests.filter(hasPassed);
  // That the file of an old one does not load says nothing about that one.
  const proof = green.find((test) => onBase(test).how === 'failed') ?? green.find((test) => fresh.has(test) && isRed(onBase(test)));
  const meant = proof ?? tests.find((test) => fresh.has(test));
  if (meant === undefined) return;
  const at = { ...(await place(run, meant, meant.file ?? '.')), code: id, reproduce: run.command };
  if (proof !== undefined) {
    const message = `${id}: ${titleOf(proof)} passes, and fails on the base commit: ${onBase(proof).evidence}`;
    return say.report('criterion-proven', { ...at, message });
  }
  const why = hasPassed(meant) ? onBase(meant) : { how: 'unknown', evidence: `it is ${meant.status} now` };
  say.report('criterion-not-proven', {
    ...at,
    message:
      why.how === 'passed'
        ? `${id}: ${titleOf(meant)} passes on the base commit as well: it does not show that the change brought what is asked`
        : `${id}: nothing shows that ${titleOf(meant)} fails without the change and passes with it: ${why.evidence}`,
  });
}

async function place({ head }: NewTestsRun, test: TestOutcome | undefined, path: string) {
  const line = test === undefined ? null : await declaredAt(head, { path, name: test.name });
  return { path, ...(line === null ? {} : { range: { startLine: line } }) };
}

function titleOf({ name }: TestOutcome): string {
  const title = name.join(' › ');
  return title.length > 200 ? `${title.slice(0, 200)} […]` : title;
}
