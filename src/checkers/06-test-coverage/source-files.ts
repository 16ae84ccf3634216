import type { Change, ChangedFile } from '../../domain/change.ts';
import type { TestSuite } from '../../tools/tool.ts';

/** What the runners of a test command take for source and for test files. */
export type Sources = Pick<TestSuite, 'isSource' | 'isTestFile'>;

/** Folders whose files only tests use. */
const TEST_FOLDER = /(^|\/)(tests?|__tests__|__mocks__|__fixtures__|fixtures|e2e|specs?)\//;
const CONFIG = /(^|\/)(\.[^/]*|[^/]*\.config\.[cm]?[jt]s)$|(^|\/)\.[^/]+\//;
/** What is run to measure it, by `vitest bench` for example, and by no test. */
const BENCHMARK = /\.bench(mark)?\.[cm]?[jt]sx?$|(^|\/)bench(mark)?(s|es)?\//;
/** Tests of types, as tsd, vitest and tstyche call them: compiled, and never run. */
const TYPE_TEST = /\.((test|spec)-d|tst)\.[cm]?tsx?$/;
const TEST_NAME = /[.\-_](test|spec)s?\.[a-z]+$|(^|\/)test_[^/]*\.py$|Tests?\.java$/;
const SOURCE = /\.([cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs)$/;

/**
 * Source files of the change that tests are to cover: what the runners of its tests measure and is no test or configuration, or is used by
 * production code all the same.
 */
export function coverableFiles(
  change: Change,
  { suite, production }: { readonly suite: Sources; readonly production: ReadonlySet<string> },
): readonly ChangedFile[] {
  return change.files.filter(
    ({ path, status, binary, newMode }) =>
      status !== 'deleted' && !binary && newMode.startsWith('100') && (production.has(path) || isCoverable(path, suite)),
  );
}

export function isBelowTests(path: string): boolean {
  return TEST_FOLDER.test(path);
}

export function isCoverable(path: string, { isSource, isTestFile }: Sources): boolean {
  const isAside = [TEST_FOLDER, CONFIG, BENCHMARK, TYPE_TEST].some((pattern) => pattern.test(path));
  return isSource(path) && !isAside && !isTestFile(path);
}

/** A test file by what people call them in any language, where no test tool says. */
export function looksLikeTest(path: string): boolean {
  return SOURCE.test(path) && (TEST_NAME.test(path) || /(^|\/)(tests?|__tests__|specs?)\//.test(path));
}
