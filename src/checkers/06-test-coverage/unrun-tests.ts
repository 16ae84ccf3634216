import { posix } from 'node:path';
import { basePath, type Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { type CertainTest, certainTestsOf } from '../../syntax/certain-tests.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import type { TestOutcome, TestReport } from '../../tools/tool.ts';

export interface Declared {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
  readonly report: TestReport;
  /** The same command on the base commit; null when that could not be run. */
  readonly before: TestReport | null;
  readonly isTestFile: (path: string) => boolean;
}

export interface UnrunTest extends CertainTest {
  readonly path: string;
}

/**
 * Tests that changed files which ran declare under no condition, and of which the report knows nothing: the process ended before
 * them. What the base commit ran too is compared elsewhere; a file with a failure has said enough.
 */
export async function unrunTests({ change, head, report, before }: Declared): Promise<UnrunTest[]> {
  const told = Map.groupBy(report.tests, ({ file }) => file);
  const known = Map.groupBy(before?.tests ?? [], ({ file }) => file);
  const found = await Promise.all(
    change.files.map(async (file): Promise<UnrunTest[]> => {
      const tests = told.get(file.path);
      if (file.status === 'deleted' || tests === undefined || tests.some(({ status }) => status === 'failed')) return [];
      const reported = titlesOf(tests).union(titlesOf(known.get(basePath(file)) ?? []));
      const declared = await testsIn(head, file.path);
      return declared.filter(({ title }) => !reported.has(plain(title))).map((test) => ({ ...test, path: file.path }));
    }),
  );
  return found.flat();
}

/**
 * Where the base commit could not be run: tests that a file of it declared and that the change put where they do not run. That
 * they ran where they were is taken from the files that are still there.
 */
export async function testsOutOfSight({ change, base, head, report, before, isTestFile }: Declared): Promise<UnrunTest[]> {
  if (before !== null) return [];
  const told = Map.groupBy(report.tests, ({ file }) => file);
  const folders = new Set(report.tests.flatMap(({ file }) => (file === null ? [] : [posix.dirname(file)])));
  const was = change.files.filter(
    (file) => file.status !== 'added' && isTestFile(basePath(file)) && folders.has(posix.dirname(basePath(file))),
  );
  const wanted = new Set((await Promise.all(was.map((file) => testsIn(base, basePath(file))))).flat().map(({ title }) => plain(title)));
  const now = change.files.filter(({ status, path }) => status !== 'deleted' && !told.has(path));
  const found = await Promise.all(
    now.map(async ({ path }) =>
      (await testsIn(head, path)).filter(({ title }) => wanted.has(plain(title))).map((test) => ({ ...test, path })),
    ),
  );
  return found.flat();
}

async function testsIn(tree: Tree, path: string): Promise<CertainTest[]> {
  const text = await tree.read(path);
  const source = text === null ? null : parseSource(path, text);
  return source === null ? [] : certainTestsOf(source);
}

function titlesOf(tests: readonly TestOutcome[]): Set<string> {
  return new Set(tests.map(({ name }) => plain(name.join(' > '))));
}

function plain(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}
