import { AdapterError } from '../../domain/error.ts';
import { type Culprit, findCulprit } from '../../formats/compiler-output/find-culprit.ts';
import type { TestOutcome, TestReport } from '../../tools/tool.ts';
import type { Side } from '../../workspace/checkout.ts';
import { headPaths, testKey } from './compare-tests.ts';
import { declaredAt } from './declared-at.ts';
import { failedAt } from './failed-at.ts';
import type { JudgedRun } from './judged-run.ts';
import type { Say } from './say.ts';

/** How often the tests are run again for one that may pass then: more often only where somebody has waived a flake of its file. */
const RERUNS = { usual: 1, quarantined: 3 };

/** In a sandbox what is installed can only be read: a runner that writes beside itself fails for that, which says nothing about the change. */
const WROTE_INTO_MODULES = /\bEROFS\b.*\bnode_modules\//;

function wroteIntoModules(command: string, report: TestReport): AdapterError {
  return new AdapterError(
    'DEPENDENCIES_READ_ONLY',
    `\`${command}\` wrote into an installed package, which can only be read here${detailOf(report)}`,
    {
      hint: 'let it write elsewhere: caches belong into node_modules/.cache, .vite, .vitest and the like',
    },
  );
}

interface Fresh {
  readonly test: TestOutcome;
  /** The same one on the base commit, where it failed by chance as well. */
  readonly flakeOnBase: TestOutcome | null;
}

export async function reportFailures(run: JudgedRun, say: Say): Promise<'none-new' | 'some-new'> {
  const { report, before, command } = run;
  const failures = innermost(report.tests);
  const { fresh, known } = await withoutKnown(run, failures);
  for (const [test, failedBefore] of known) {
    // The same words on both sides, so that they are known as one: the failure's own may hold times and ports.
    const message = `${named(test)} fails, as it does on the base commit`;
    say.report('test-failed', { path: test.file ?? '.', message, reproduce: command });
    say.report('test-failed', { path: failedBefore.file ?? '.', message, side: 'base' });
  }
  const passing = await passingAgain(run, fresh);
  for (const one of fresh) {
    if (passing.has(one.test)) await reportFlake(run, one, say);
    else await reportFailure(run, one.test, say);
  }
  // What is a flake on the base commit as well stops nobody.
  const isNew = ({ test, flakeOnBase }: Fresh) => flakeOnBase === null || !passing.has(test);
  if (failures.length > 0 || report.exitCode === 0) return fresh.some(isNew) ? 'some-new' : 'none-new';
  const message = `\`${command}\` fails although none of its tests does`;
  const failedBefore = before !== null && before.exitCode !== 0 && innermost(before.tests).length === 0;
  if (!failedBefore && WROTE_INTO_MODULES.test(report.output)) throw wroteIntoModules(command, report);
  const place = failedBefore ? { path: '.' } : await printedPlace(run);
  say.report('test-command-failed', { ...place, message: message + detailOf(report), code: message, reproduce: command });
  if (failedBefore) say.report('test-command-failed', { path: '.', message: message + detailOf(report), code: message, side: 'base' });
  return failedBefore ? 'none-new' : 'some-new';
}

/** A line of a changed file that the command printed: an error that no test waited for, a step after the tests. */
async function printedPlace({ report, change, head }: JudgedRun): Promise<Culprit> {
  const printed = await findCulprit({ output: report.output, change, head });
  const isChanged = printed?.range !== undefined && change.files.some(({ path }) => path === printed.path);
  return isChanged ? printed : { path: '.' };
}

interface Known {
  readonly fresh: readonly Fresh[];
  /** Those that fail on the base commit whenever they are run there, each with its twin. */
  readonly known: readonly (readonly [TestOutcome, TestOutcome])[];
}

/** What failed on the base commit by chance excuses nothing: its tests are run again to know. */
async function withoutKnown(run: JudgedRun, failures: readonly TestOutcome[]): Promise<Known> {
  const toHead = headPaths(run.change);
  const old = Map.groupBy(run.before === null ? [] : innermost(run.before.tests), (test) => failureKey(test, toHead));
  // Each excuses one: a second failure of that name was none before.
  const pairs = failures.map((test) => [test, old.get(failureKey(test))?.shift() ?? null] as const);
  const again = pairs.some(([, twin]) => twin !== null) ? await rerun(run, 'base') : null;
  const fresh: Fresh[] = [];
  const known: (readonly [TestOutcome, TestOutcome])[] = [];
  for (const [test, twin] of pairs) {
    const isFlake = twin !== null && again !== null && hasPassed(again, twin);
    if (twin === null || isFlake) fresh.push({ test, flakeOnBase: twin });
    else known.push([test, twin]);
  }
  return { fresh, known };
}

/** One that fails in one set-up excuses nothing in another. */
function failureKey({ file, name, variant = '' }: TestOutcome, toHead = (path: string | null) => path): string {
  return testKey(toHead(file), [...name, variant]);
}

/** Those that passed when the tests were run again. */
async function passingAgain(run: JudgedRun, fresh: readonly Fresh[]): Promise<ReadonlySet<TestOutcome>> {
  const passing = new Set<TestOutcome>();
  for (let attempt = 1; attempt <= RERUNS.quarantined; attempt += 1) {
    const failing = fresh.flatMap(({ test }) => (passing.has(test) ? [] : [test]));
    const goesOn = failing.some((test) => attempt <= RERUNS.usual || isQuarantined(run, test));
    if (!goesOn) break;
    const again = await rerun(run, 'head');
    for (const test of failing) if (hasPassed(again, test)) passing.add(test);
  }
  return passing;
}

function isQuarantined({ waivers }: JudgedRun, { file }: TestOutcome): boolean {
  return waivers.inForce.some(({ rule, path }) => rule === 'flaky-test' && path === (file ?? '.'));
}

async function reportFlake({ head, base, command }: JudgedRun, { test, flakeOnBase }: Fresh, say: Say): Promise<void> {
  const at = test.line === null ? '' : ` at line ${test.line}`;
  // Known by where it is declared: a flake fails here and there, and a waiver of it is to hold.
  const alike = { code: JSON.stringify(test.name), count: 1 };
  say.report('flaky-test', {
    ...alike,
    ...(await placeOf(head, test)),
    message: `${named(test)} failed${at} and passed when run again: ${clipped(test.message)}`,
    reproduce: command,
  });
  if (flakeOnBase === null) return;
  const message = `${named(flakeOnBase)} failed on the base commit and passed when run again`;
  say.report('flaky-test', { ...alike, ...(await placeOf(base, flakeOnBase)), message, side: 'base' });
}

async function placeOf(tree: JudgedRun['head'], { file, name }: TestOutcome) {
  const line = file === null ? null : await declaredAt(tree, { path: file, name });
  return { path: file ?? '.', ...(line === null ? {} : { range: { startLine: line } }) };
}

async function reportFailure(run: JudgedRun, test: TestOutcome, say: Say): Promise<void> {
  say.report('test-failed', {
    ...(await failedAt(test, run)),
    message: `${named(test)}: ${clipped(test.message)}`,
    code: JSON.stringify(test.name),
    reproduce: run.command,
  });
}

function detailOf({ exitCode, output }: TestReport): string {
  return ` (exit code ${exitCode}): ${output.slice(-600)}`;
}

async function rerun({ workspaces, testSuite, command, signal }: JudgedRun, side: Side): Promise<TestReport> {
  return testSuite.run({ checkout: await workspaces.testbed(side), command, coverage: false, signal });
}

/** Failed tests without those that only hold another failed one. */
function innermost(tests: readonly TestOutcome[]): readonly TestOutcome[] {
  const failed = tests.filter(({ status }) => status === 'failed');
  const holders = new Set(failed.flatMap(({ file, name }) => name.slice(1).map((_, i) => testKey(file, name.slice(0, i + 1)))));
  return failed.filter(({ file, name }) => !holders.has(testKey(file, name)));
}

/** Every one of that name: of two in one file nobody knows which is which. */
function hasPassed({ tests }: TestReport, { file, name }: TestOutcome): boolean {
  const same = tests.filter((other) => testKey(other.file, other.name) === testKey(file, name));
  return same.length > 0 && same.every(({ status }) => status === 'passed');
}

export function named({ name, file }: TestOutcome): string {
  return clipped(name.length === 0 ? (file ?? 'a test file') : name.join(' › '));
}

export function clipped(text: string | null): string {
  const line = (text ?? '').trim();
  return line === '' ? 'it says nothing' : line.length > 500 ? `${line.slice(0, 500)} […]` : line;
}
