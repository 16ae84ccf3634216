import { type TestCase, testsOf } from '../../syntax/tests.ts';
import { BRACE_TESTS } from '../../syntax/braces/brace-tests.ts';
import { braceLanguage } from '../../syntax/braces/read-braces.ts';
import { pythonTestsOf } from '../../syntax/python-tests.ts';
import { namesakeLoss } from './brace-subject.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isTestPath } from './place.ts';

export interface PlacedTest extends TestCase {
  readonly path: string;
  /** Those its file imports. */
  readonly emptyHelpers: ReadonlySet<string>;
}

export type EmptyHelpers = ReadonlyMap<FileVersion, ReadonlySet<string>>;

export interface TestPair {
  readonly base: PlacedTest;
  readonly head: PlacedTest;
}

export interface TestPairs {
  /** A test of base and what has become of it. */
  readonly pairs: readonly TestPair[];
  readonly deleted: readonly { readonly test: PlacedTest; readonly pair: FilePair }[];
  /** Tests only the judged tree has. */
  readonly added: readonly PlacedTest[];
}

/** Where each test of base went: by title in its file, then by its code anywhere in the change, then by title and by likeness. */
export function pairTests(files: readonly FilePair[], empty: EmptyHelpers): TestPairs {
  const testsIn = (version: FileVersion | null) => (version === null ? [] : placedTests(version, empty.get(version)));
  const before = files.map((pair) => ({ pair, tests: testsIn(pair.base) }));
  const after = files.map((pair) => ({ pair, tests: testsIn(pair.head) }));
  const open = new Set(before.flatMap(({ tests }) => tests));
  const free = new Set(after.flatMap(({ tests }) => tests));
  const pairs: TestPair[] = [];
  const match = (candidates: Iterable<PlacedTest>, among: Iterable<PlacedTest>, keyOf: (test: PlacedTest) => string): void => {
    const waiting = Map.groupBy(among, keyOf);
    for (const base of candidates) {
      const head = waiting.get(keyOf(base))?.shift();
      if (head === undefined) continue;
      pairs.push({ base, head });
      open.delete(base);
      free.delete(head);
    }
  };
  for (const [index, { tests }] of before.entries()) {
    const there = after[index]?.tests ?? [];
    match(tests, there, ({ title, bodyHash }) => `${title}\0${bodyHash}`);
    match(stillIn(tests, open), stillIn(there, free), ({ title }) => title);
    match(stillIn(tests, open), stillIn(there, free), ({ bodyHash }) => bodyHash);
  }
  match([...open].filter(hasCode), [...free], ({ bodyHash }) => bodyHash);
  match([...open].filter(isNamed), [...free], ({ name }) => name);
  const isNamesakeGone = namesakeLoss(files);
  const matchAlike = (candidates: readonly PlacedTest[], among: readonly PlacedTest[], nameShare: (base: PlacedTest) => number): void => {
    for (const { base, head } of mostAlikeFirst(candidates, among, nameShare))
      if (open.has(base) && free.has(head)) match([base], [head], () => '');
  };
  for (const [index, { tests }] of before.entries()) {
    const there = after[index]?.tests ?? [];
    for (const base of stillIn(tests, open)) {
      const head = grownFrom(base, stillIn(there, free));
      if (head !== null) match([base], [head], () => '');
    }
    matchAlike(stillIn(tests, open), stillIn(there, free), (base) => (isNamesakeGone(base) ? 0 : ALIKE.name));
  }
  matchAlike([...open], [...free], () => ALIKE.name);
  const deleted = before.flatMap(({ pair, tests }, index) => {
    // Of several tests with the same code one is enough.
    const codes = new Set(after[index]?.tests.map(({ bodyHash }) => bodyHash));
    return stillIn(tests, open)
      .filter((test) => !(hasCode(test) && codes.has(test.bodyHash)))
      .map((test) => ({ test, pair }));
  });
  return { pairs, deleted, added: [...free] };
}

export function placedTests(
  { path, text, parsed }: Pick<FileVersion, 'path' | 'text' | 'parsed'>,
  emptyHelpers: ReadonlySet<string> = new Set(),
): PlacedTest[] {
  const isPython = path.endsWith('.py') && isTestPath(path);
  const language = braceLanguage(path);
  const tests = isPython
    ? pythonTestsOf(text)
    : language !== null
      ? BRACE_TESTS[language].tests(text)
      : parsed === null || parsed.problem !== null
        ? []
        : testsOf(parsed, emptyHelpers).tests;
  return tests.map((test) => ({ ...test, path, emptyHelpers }));
}

function stillIn(tests: readonly PlacedTest[], set: ReadonlySet<PlacedTest>): PlacedTest[] {
  return tests.filter((test) => set.has(test));
}

/** Empty and one-word tests are all alike. */
function hasCode({ body }: PlacedTest): boolean {
  return body.length > 30;
}

function isNamed({ name }: PlacedTest): boolean {
  return name.length > 3 && !name.startsWith('(');
}

/** Shares of the words two tests must have in common to be one that was reworked: tests of one file are much alike anyway. */
const ALIKE = { name: 0.3, body: 0.4, bodyAlone: 0.8 };

/** The test that has every statement of one of base in its order, or in the same suite every word of each, and more. */
function grownFrom(base: PlacedTest, candidates: readonly PlacedTest[]): PlacedTest | null {
  const statements = base.statements();
  if (statements.length < 2 || !hasCode(base)) return null;
  const hasAll = ({ body }: PlacedTest) =>
    statements.reduce((from, statement) => {
      const at = from < 0 ? -1 : body.indexOf(statement, from);
      return at < 0 ? -1 : at + statement.length;
    }, 0) >= 0;
  const wanted = statements.map(tokensOf);
  const isWhole = (test: PlacedTest) =>
    suiteOf(test) === suiteOf(base) &&
    test.assertions >= base.assertions &&
    test.body.length <= base.body.length * MOST_GROWTH &&
    areInOrder(wanted, test.statements().map(tokensOf), (statement, grown) => areInOrder(statement, grown, Object.is));
  return candidates.find(hasAll) ?? candidates.find(isWhole) ?? null;
}

/** How many times as long a test may have become by what was put between its words: any two are somewhere in a much longer text. */
const MOST_GROWTH = 2;

function tokensOf(body: string): string[] {
  return body.match(/[\w$]+|[^\w$]/g) ?? [];
}

/** Is each of these continued by one of the others, in this order, whatever is between them? */
function areInOrder<T>(wanted: readonly T[], others: readonly T[], isContinued: (one: T, other: T) => boolean): boolean {
  let found = 0;
  for (const other of others) {
    const next = wanted[found];
    if (next !== undefined && isContinued(next, other)) found += 1;
  }
  return found === wanted.length;
}

function suiteOf({ title, name }: PlacedTest): string {
  return title.slice(0, title.length - name.length);
}

/**
 * The tests that may continue some of base under other titles and with other code: one that asserts less does not. Where what gave a test its
 * name has another one now, its own name says nothing. Most alike first: what is another's own continuation is not taken from it.
 */
function mostAlikeFirst(
  bases: readonly PlacedTest[],
  candidates: readonly PlacedTest[],
  nameShare: (base: PlacedTest) => number,
): readonly TestPair[] {
  if (bases.length === 0) return [];
  const read = candidates.map((head) => ({ head, names: wordsOf(head.name), words: wordsOf(head.body) }));
  const alike = bases.flatMap((base) => {
    const [name, body, share] = [wordsOf(base.name), wordsOf(base.body), nameShare(base)];
    return read.flatMap(({ head, names: itsNames, words }) => {
      const [names, bodies] = [likeness(name, itsNames), likeness(body, words)];
      const isOne = bodies >= ALIKE.bodyAlone || (bodies >= ALIKE.body && names >= share);
      return isOne && head.assertions >= base.assertions ? [{ base, head, score: names + bodies }] : [];
    });
  });
  return alike.toSorted((x, y) => y.score - x.score);
}

export interface Shrunken {
  readonly base: PlacedTest;
  /** What continues it, if anything does. */
  readonly head: PlacedTest | null;
}

/**
 * Was a test of base that asserts less now, or is gone, split: do tests added to its file go on with its code and its assertions? Each
 * added assertion makes up for one only, and one test alone is no split of a test that is gone.
 */
export function splitTests(added: readonly PlacedTest[]): (shrunken: Shrunken) => boolean {
  const left = new Map(added.map((test) => [test, test.assertions]));
  return ({ base, head }) => {
    const words = wordsOf(base.body);
    const parts = [...left.keys()].filter(({ path, body }) => path === (head ?? base).path && likeness(words, wordsOf(body)) >= ALIKE.body);
    let missing = base.assertions - (head?.assertions ?? 0);
    if (parts.length < (head === null ? 2 : 1) || parts.reduce((sum, part) => sum + (left.get(part) ?? 0), 0) < missing) return false;
    for (const part of parts) {
      const taken = Math.min(missing, left.get(part) ?? 0);
      left.set(part, (left.get(part) ?? 0) - taken);
      missing -= taken;
    }
    return true;
  };
}

function wordsOf(text: string): Set<string> {
  return new Set([...text.toLowerCase().matchAll(/\w+/g)].map(([word]) => word));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of few) if (many.has(word)) shared += 1;
  const all = few.size + many.size - shared;
  return all === 0 ? 0 : shared / all;
}
