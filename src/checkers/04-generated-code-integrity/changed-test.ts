import type { Range } from '../../domain/finding.ts';
import { basePath } from '../../domain/change.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import { changedPlace } from './changed-place.ts';
import type { FilePair } from './file-pair.ts';
import { placedTests, type PlacedTest, type TestPair } from './test-pairs.ts';

/** Where the change did to a test what is said of it; the test's first line where that cannot be told from its file alone. */
export type ChangedTest = (pair: TestPair, isBetter: (test: PlacedTest) => boolean) => Range;

/** Reads the judged file once more for each hunk: without the one that did it the test is better. */
export function changedTests(files: readonly FilePair[]): ChangedTest {
  const read = new Map<string, readonly PlacedTest[]>();
  return ({ base, head }, isBetter) => {
    const header = { startLine: head.line };
    const pair = files.find(({ file }) => file.path === head.path);
    // One that came from another file is as a whole what the change wrote.
    if (pair === undefined || basePath(pair.file) !== base.path) return header;
    const testsOf = (key: string, text: string) => {
      const known = read.get(key) ?? placedTests({ path: head.path, text, parsed: parseSource(head.path, text) }, head.emptyHelpers);
      read.set(key, known);
      return known;
    };
    const place = changedPlace(pair, {
      around: { start: head.line, end: head.endLine },
      isBetter: (hunk, text) =>
        testsOf(`${head.path}\0${hunk.base.start}\0${hunk.head.start}`, text()).some(
          (test) => (test.title === head.title || test.title === base.title) && isBetter(test),
        ),
    });
    return place ?? header;
  };
}
