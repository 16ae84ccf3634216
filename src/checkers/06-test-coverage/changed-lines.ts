import type { ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import type { TestReport, TestSuite } from '../../tools/tool.ts';

export type Coverage = NonNullable<TestReport['coverage']>;

/** A changed source file as the tests saw it. Line numbers are those of the judged tree. */
export interface ChangedFileCoverage {
  readonly path: string;
  /** Lines the change wrote on which something runs. */
  readonly lines: readonly number[];
  /** Those of them no test ran. */
  readonly uncovered: readonly number[];
  /** The coverage report knows the file, or the change wrote nothing in it that could run. */
  readonly isSeen: boolean;
}

/** How the tests covered the lines the change wrote; in a file the report does not know, none is. */
export async function changedLineCoverage(request: {
  readonly files: readonly ChangedFile[];
  readonly head: Tree;
  readonly suite: Pick<TestSuite, 'linesThatRun'>;
  readonly coverage: Coverage;
}): Promise<readonly ChangedFileCoverage[]> {
  const { files, head, suite, coverage } = request;
  return Promise.all(
    files.map(async ({ path, added }) => {
      const isChanged = (line: number) => added.some(({ start, end }) => start <= line && line <= end);
      const hits = coverage.get(path);
      if (hits !== undefined) {
        const lines = [...hits.keys()].filter(isChanged);
        return { path, lines, uncovered: lines.filter((line) => hits.get(line) === 0), isSeen: true };
      }
      const lines = [...suite.linesThatRun(path, (await head.read(path)) ?? '')].filter(isChanged);
      return { path, lines, uncovered: lines, isSeen: lines.length === 0 };
    }),
  );
}
