import { type TestCase, testsOf } from '../../syntax/tests.ts';
import type { FilePair, FileVersion } from './file-pair.ts';

export interface PlacedTest extends TestCase {
  readonly path: string;
}

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
export function pairTests(files: readonly FilePair[]): TestPairs {
  const before = files.map((pair) => ({ pair, tests: placedTests(pair.base) }));
  const after = files.map((pair) => ({ pair, tests: placedTests(pair.head) }));
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
  for (const [index, { tests }] of before.entries()) {
    for (const base of stillIn(tests, open)) {
      const head = mostAlike(base, stillIn(after[index]?.tests ?? [], free), ALIKE);
      if (head !== null) match([base], [head], () => '');
    }
  }
  for (const base of open) {
    const head = mostAlike(base, [...free], ALIKE_ELSEWHERE);
    if (head !== null) match([base], [head], () => '');
  }
  const deleted = before.flatMap(({ pair, tests }, index) => {
    // Of several tests with the same code one is enough.
    const codes = new Set(after[index]?.tests.map(({ bodyHash }) => bodyHash));
    return stillIn(tests, open)
      .filter((test) => !(hasCode(test) && codes.has(test.bodyHash)))
      .map((test) => ({ test, pair }));
  });
  return { pairs, deleted, added: [...free] };
}

function placedTests(version: FileVersion | null): PlacedTest[] {
  if (version === null || version.parsed === null || version.parsed.problem !== null) return [];
  return testsOf(version.parsed).tests.map((test) => ({ ...test, path: version.path }));
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

/** Share of the words two tests must have in common to be one test that was reworked. */
const ALIKE = 0.4;
/** The same, in another file. */
const ALIKE_ELSEWHERE = 0.6;

function mostAlike(base: PlacedTest, candidates: readonly PlacedTest[], least: number): PlacedTest | null {
  const words = wordsOf(base);
  const scored = candidates.map((test) => ({ test, score: likeness(words, wordsOf(test)) })).filter(({ score }) => score >= least);
  return scored.toSorted((a, b) => b.score - a.score)[0]?.test ?? null;
}

function wordsOf({ body, name }: PlacedTest): Set<string> {
  return new Set([...`${name} ${body}`.matchAll(/\w+/g)].map(([word]) => word));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const union = a.union(b).size;
  return union === 0 ? 0 : a.intersection(b).size / union;
}
