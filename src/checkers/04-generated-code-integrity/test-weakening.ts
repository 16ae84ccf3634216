import type { Skip } from '../../syntax/test-options.ts';
import { weakerClaims } from '../../syntax/claim-strength.ts';
import { patchedAssertionsIn } from '../../syntax/patched-assertions.ts';
import type { Tree } from '../../domain/tree.ts';
import { emptyHelpersIn, HELPER } from './empty-helpers.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isFixturePath } from './place.ts';
import type { Sighting } from './rules.ts';
import { mergedTests } from './merged-tests.ts';
import { shadowedMacros } from './shadowed-macro.ts';
import { type EmptyHelpers, type PlacedTest, pairTests, splitTests, type TestPair } from './test-pairs.ts';
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
    if (!isMerged(one.test) && !isSplit({ base: one.test, head: null }) && !(await hasLostItsSubject(one.test, one.pair))) gone.push(one);
  const inPairs = (judge: (pair: TestPair) => Sighting[]) =>
    tests.pairs.flatMap((pair) => judge(pair).map((one) => milder(pair.base, one)));
  return [
    ...deletions(gone),
    ...inPairs(skipped),
    ...inPairs(optedOut),
    ...tests.added.filter(({ isOnly }) => isOnly).map((test) => milder(test, focused(test))),
    ...inPairs(({ base, head }) => (head.isOnly && !base.isOnly ? [focused(head)] : [])),
    ...inPairs((pair) => (pair.head.assertions < pair.base.assertions && !isSplit(pair) ? [fewerAssertions(pair)] : [])),
    ...inPairs((pair) =>
      pair.head.assertions >= pair.base.assertions && pair.head.certain < pair.base.certain ? [lessCertain(pair)] : [],
    ),
    ...inPairs(saysLess),
    ...readable.flatMap(patchedAssertions),
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

/** What the change replaces of assertions or results: with it every test of the process may say yes. */
function patchedAssertions({ file: { path }, base, head }: FilePair): Sighting[] {
  const patches = (version: FilePair['head']) => (version?.parsed?.problem === null ? patchedAssertionsIn(version.parsed.program) : []);
  const before = patches(base).length;
  return patches(head)
    .slice(before)
    .map((node) => ({
      rule: 'assertion-removed',
      message: 'an assertion function, or the result of a test, is replaced by another one',
      path,
      ...(head?.parsed == null ? {} : { range: { startLine: head.parsed.lineOf(node.start) } }),
    }));
}

function deletions(gone: readonly { readonly test: PlacedTest; readonly pair: FilePair }[]): Sighting[] {
  return [...Map.groupBy(gone, ({ pair }) => pair)].flatMap(([pair, tests]): Sighting[] => {
    if (pair.head !== null)
      return tests.map(({ test }) =>
        milder(test, { rule: 'test-deleted', message: `the test "${test.title}" is gone`, path: pair.file.path }),
      );
    const titles = tests.slice(0, 3).map(({ test }) => `"${test.title}"`);
    const more = tests.length > titles.length ? ` and ${tests.length - titles.length} more` : '';
    return [
      milder(tests[0]?.test ?? { path: pair.file.path }, {
        rule: 'test-deleted',
        message: `the file and with it ${tests.length === 1 ? 'the test' : 'the tests'} ${titles.join(', ')}${more} are gone`,
        path: pair.file.path,
      }),
    ];
  });
}

const STRENGTH: Record<Skip, number> = { no: 0, conditional: 1, yes: 2 };

function skipped({ base, head }: TestPair): Sighting[] {
  if (STRENGTH[head.skip] <= STRENGTH[base.skip]) return [];
  const isConditional = head.skip === 'conditional';
  return [
    {
      rule: 'test-skipped',
      message: isConditional
        ? `the test "${head.title}" is skipped under a condition now`
        : `the test "${head.title}" is skipped, or expected to fail, now`,
      path: head.path,
      range: { startLine: head.line },
      ...(isConditional ? { severity: 'warning' } : {}),
    },
  ];
}

/** Options that may say anything, and those that let a failure pass. */
function optedOut({ base, head }: TestPair): Sighting[] {
  const place = { path: head.path, range: { startLine: head.line } };
  const found: Sighting[] = [];
  if (head.isOpaque && !base.isOpaque)
    found.push({ rule: 'test-skipped', message: `not all options of the test "${head.title}" are seen now: they may skip it`, ...place });
  if (head.isRetried && !base.isRetried)
    found.push({ rule: 'assertion-removed', message: `the test "${head.title}" may fail before it passes now`, ...place });
  return found;
}

function focused(test: PlacedTest): Sighting {
  return {
    rule: 'test-skipped',
    message: `"only" on the test "${test.title}" skips all the others`,
    path: test.path,
    range: { startLine: test.line },
  };
}

/** As many assertions as before, and fewer of them that can make the test fail. */
function lessCertain({ base, head }: TestPair): Sighting {
  return {
    rule: 'assertion-removed',
    message:
      `the test "${head.title}" has ${count(base.certain)} at base that always decide, ${head.certain} now: ` +
      'one under a condition, behind a return, in a try that swallows it, of literals alone, of a helper that is empty or of an assert of its own decides nothing',
    path: head.path,
    range: { startLine: head.line },
  };
}

function fewerAssertions({ base, head }: TestPair): Sighting {
  const helper = [...head.mentions].find((name) => HELPER.test(name) && !base.mentions.has(name) && !head.emptyHelpers.has(name));
  const said = `the test "${head.title}" asserts less: ${count(base.assertions)} at base, ${head.assertions} now`;
  return {
    rule: 'assertion-removed',
    message: helper === undefined ? said : `${said}, beside what ${helper} asserts`,
    path: head.path,
    range: { startLine: head.line },
    ...(helper === undefined || head.assertions === 0 ? {} : { severity: 'warning' }),
  };
}

/** As many assertions as before, and one of them that says less about the same. */
function saysLess({ base, head }: TestPair): Sighting[] {
  if (head.bodyHash === base.bodyHash || head.assertions < base.assertions) return [];
  return weakerClaims(base.claims(), head.claims()).map(({ before, after }) => ({
    rule: 'assertion-removed',
    message: `the test "${head.title}" says less about ${clip(before.subject)}: ${clip(before.says)} at base, ${clip(after.says)} now`,
    path: head.path,
    range: { startLine: after.line },
  }));
}

function clip(code: string): string {
  return code.length > 80 ? `${code.slice(0, 79)}…` : code;
}

function count(assertions: number): string {
  return `${assertions} ${assertions === 1 ? 'assertion' : 'assertions'}`;
}
