import { basePath } from '../../domain/change.ts';
import { braceLanguage } from '../../syntax/braces/read-braces.ts';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import { isPython } from '../../syntax/python/read-python.ts';
import type { Skip } from '../../syntax/test-options.ts';
import { weakerClaims } from '../../syntax/claim-strength.ts';
import type { Range } from '../../domain/finding.ts';
import type { Tree } from '../../domain/tree.ts';
import { placeOfGone } from './changed-place.ts';
import { type ChangedTest, changedTests } from './changed-test.ts';
import { emptyHelpersIn, HELPER } from './empty-helpers.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isFixturePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';
import { runningMacrosIn } from './running-macros.ts';
import { overruledTests } from './overruled-tests.ts';
import { mergedTests } from './merged-tests.ts';
import { shadowedMacros } from './shadowed-macro.ts';
import { type EmptyHelpers, type PlacedTest, pairTests, splitTests, type TestPair } from './test-pairs.ts';
import { weakerHelpers } from './weaker-helpers.ts';
import { weakenedSupport } from './weakened-support.ts';

export interface TestWeakeningInput {
  readonly pairs: readonly FilePair[];
  readonly base: Tree;
  readonly head: Tree;
  /** Was all the repository's own code that this test of base exercised deleted by the same change? */
  readonly hasLostItsSubject: (test: PlacedTest, pair: FilePair) => Promise<boolean>;
}

/** Milder for the tests of programs that tests start: those that base had there, not those that the change took there. */
function milder(base: Pick<PlacedTest, 'path'>, sighting: Sighting): Sighting {
  return isFixturePath(base.path) ? { ...sighting, severity: 'warning' } : sighting;
}

/** Tests deleted, skipped or with fewer assertions than at base, and what they call that asserts less. */
export async function testWeakenings({ pairs, hasLostItsSubject, ...trees }: TestWeakeningInput): Promise<Sighting[]> {
  // A file that does not parse any more has its own finding; its tests are not judged as deleted.
  const readable = pairs.filter(({ head }) => head?.parsed?.problem === null || head?.parsed?.problem === undefined);
  const tests = pairTests(readable, await emptyHelpers(readable, trees));
  const isSplit = splitTests(tests.added);
  const isMerged = mergedTests(tests);
  const gone: { test: PlacedTest; pair: FilePair }[] = [];
  for (const one of tests.deleted)
    if (
      !isPlan(one.test) &&
      !isMerged(one.test) &&
      !isSplit({ base: one.test, head: null }) &&
      !(await hasLostItsSubject(one.test, one.pair))
    )
      gone.push(one);
  const placeOf = changedTests(readable);
  const macros = await runningMacros(readable, trees.head);
  const isRunByMacro = ({ path, macro }: PlacedTest) => macro !== null && macros.get(path)?.has(macro) === true;
  const inPairs = (judge: (pair: TestPair, placeOf: ChangedTest) => Sighting[]) =>
    tests.pairs.flatMap((pair) => judge(pair, placeOf).map((one) => milder(pair.base, one)));
  return [
    ...deletions(gone),
    ...inPairs(skipped),
    ...inPairs((pair, place) => optedOut(pair, place, isRunByMacro(pair.head))),
    ...tests.added.filter(({ isOnly }) => isOnly).map((test) => milder(test, focused(test, { startLine: test.line }))),
    ...inPairs(refocused),
    ...inPairs((pair) => (pair.head.assertions < pair.base.assertions && !isSplit(pair) ? [fewerAssertions(pair, placeOf)] : [])),
    ...inPairs(lessCertain),
    ...inPairs(saysLess),
    ...readable.flatMap(overruledTests),
    ...readable.flatMap(weakerHelpers),
    ...readable.flatMap(shadowedMacros),
    ...weakenedSupport(readable, tests.pairs).map((one) => milder(one, one)),
  ];
}

async function emptyHelpers(pairs: readonly FilePair[], { base, head }: Pick<TestWeakeningInput, 'base' | 'head'>): Promise<EmptyHelpers> {
  const empty = new Map<FileVersion, ReadonlySet<string>>();
  for (const pair of pairs) {
    if (pair.base !== null) empty.set(pair.base, await emptyHelpersIn(pair.base, base));
    if (pair.head !== null) empty.set(pair.head, await emptyHelpersIn(pair.head, head));
  }
  return empty;
}

async function runningMacros(pairs: readonly FilePair[], head: Tree): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { head: version } of pairs) if (version !== null) found.set(version.path, await runningMacrosIn(version, head));
  return found;
}

/** A test of which there never was more than its title. */
function isPlan({ skip, body }: PlacedTest): boolean {
  return skip === 'yes' && /^[\w.]+\('[^']*'\)$/.test(body);
}

function deletions(gone: readonly { readonly test: PlacedTest; readonly pair: FilePair }[]): Sighting[] {
  return [...Map.groupBy(gone, ({ pair }) => pair)].flatMap(([pair, tests]): Sighting[] => {
    if (isStillRead(pair))
      return tests.map(({ test }) =>
        milder(test, { rule: 'test-deleted', message: `the test "${test.title}" is gone`, ...placeOfDeletion(test, pair) }),
      );
    const titles = tests.slice(0, 3).map(({ test }) => `"${test.title}"`);
    const more = tests.length > titles.length ? ` and ${tests.length - titles.length} more` : '';
    return [
      milder(tests[0]?.test ?? { path: pair.file.path }, {
        rule: 'test-deleted',
        message: `the file and with it ${tests.length === 1 ? 'the test' : 'the tests'} ${titles.join(', ')}${more} are gone`,
        path: basePath(pair.file),
      }),
    ];
  });
}

/** Under a name by which nobody reads it as a program, a file is as good as gone. */
function isStillRead({ base, head }: FilePair): boolean {
  return head !== null && (base === null || kindOf(base.path) === kindOf(head.path));
}

function kindOf(path: string): string {
  if (isPython(path)) return isTestPath(path) ? 'python tests' : 'python';
  return braceLanguage(path) ?? (sourceLanguage(path) === null ? 'none' : 'script');
}

const STRENGTH: Record<Skip, number> = { no: 0, conditional: 1, yes: 2 };

function placeOfDeletion({ title, line, endLine }: PlacedTest, pair: FilePair) {
  const range = placeOfGone(pair, { start: line, end: endLine });
  return { path: pair.file.path, code: title, ...(range === null ? {} : { range }) };
}

function skipped({ base, head }: TestPair, placeOf: ChangedTest): Sighting[] {
  if (STRENGTH[head.skip] <= STRENGTH[base.skip]) return [];
  const isConditional = head.skip === 'conditional';
  return [
    {
      rule: 'test-skipped',
      message: isConditional
        ? `the test "${head.title}" is skipped under a condition now`
        : `the test "${head.title}" is skipped, or expected to fail, now`,
      path: head.path,
      range: placeOf({ base, head }, ({ skip }) => STRENGTH[skip] < STRENGTH[head.skip]),
      code: head.title,
      ...(isConditional ? { severity: 'warning' } : {}),
    },
  ];
}

/** Options that may say anything, and those that let a failure pass. */
function optedOut(pair: TestPair, placeOf: ChangedTest, isRun: boolean): Sighting[] {
  const { base, head } = pair;
  const { path, title } = head;
  const found: Sighting[] = [];
  if (head.isOpaque && !base.isOpaque && !isRun) {
    const message = `not all options of the test "${title}" are seen now, or a build tag asks for it: they may skip it`;
    found.push({ rule: 'test-skipped', message, path, range: placeOf(pair, ({ isOpaque }) => !isOpaque), code: title });
  }
  if (head.isRetried && !base.isRetried) {
    const message = `the test "${title}" may fail before it passes now`;
    found.push({ rule: 'assertion-removed', message, path, range: placeOf(pair, ({ isRetried }) => !isRetried), code: title });
  }
  return found;
}

function refocused(pair: TestPair, placeOf: ChangedTest): Sighting[] {
  const { base, head } = pair;
  if (!head.isOnly || base.isOnly) return [];
  const range = placeOf(pair, ({ isOnly }) => !isOnly);
  return [focused(head, range)];
}

function focused({ title, path }: PlacedTest, range: Range): Sighting {
  return { rule: 'test-skipped', message: `"only" on the test "${title}" skips all the others`, path, range, code: title };
}

/** As many assertions as before, and fewer of them that can make the test fail. */
function lessCertain(pair: TestPair, placeOf: ChangedTest): Sighting[] {
  const { base, head } = pair;
  if (head.assertions < base.assertions || head.certain >= base.certain) return [];
  return [
    {
      rule: 'assertion-removed',
      message:
        `the test "${head.title}" has ${count(base.certain)} at base that always decide, ${head.certain} now: ` +
        'one under a condition, behind a return, in a try that swallows it, of literals alone, of a helper that is empty or of an assert of its own decides nothing',
      path: head.path,
      range: placeOf(pair, ({ certain }) => certain > head.certain),
      code: lost(head.title, base.certain, head.certain),
    },
  ];
}

function fewerAssertions(pair: TestPair, placeOf: ChangedTest): Sighting {
  const { base, head } = pair;
  const helper = [...head.mentions].find((name) => HELPER.test(name) && !base.mentions.has(name) && !head.emptyHelpers.has(name));
  const said = `the test "${head.title}" asserts less: ${count(base.assertions)} at base, ${head.assertions} now`;
  return {
    rule: 'assertion-removed',
    message: helper === undefined ? said : `${said}, beside what ${helper} asserts`,
    path: head.path,
    range: placeOf(pair, ({ assertions }) => assertions > head.assertions),
    code: lost(head.title, base.assertions, head.assertions),
    ...(helper === undefined || head.assertions === 0 ? {} : { severity: 'warning' }),
  };
}

/** A waiver for one assertion that goes is none for the next. */
function lost(title: string, before: number, now: number): string {
  return `${title}: ${before} to ${now}`;
}

/** As many assertions as before, and one of them that says less about the same. */
function saysLess({ base, head }: TestPair): Sighting[] {
  if (head.bodyHash === base.bodyHash || head.assertions < base.assertions) return [];
  return weakerClaims(base.claims(), head.claims()).map(({ before, after }) => ({
    rule: 'assertion-removed',
    message: `the test "${head.title}" says less about ${clip(before.subject)}: ${clip(before.says)} at base, ${clip(after.says)} now`,
    path: head.path,
    range: { startLine: after.line },
    code: head.title,
  }));
}

function clip(code: string): string {
  return code.length > 80 ? `${code.slice(0, 79)}…` : code;
}

function count(assertions: number): string {
  return `${assertions} ${assertions === 1 ? 'assertion' : 'assertions'}`;
}
