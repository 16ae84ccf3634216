import type { ChangedFile, LineRange } from '../../domain/change.ts';
import type { Range } from '../../domain/finding.ts';
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

/**
 * The first of the places that no test runs: from its first line to its last, as far as the change wrote them in one go and tests run none in between.
 * What is between may be lines on which nothing runs.
 */
export function firstUncovered(
  { lines, uncovered }: Pick<ChangedFileCoverage, 'lines' | 'uncovered'>,
  added: readonly LineRange[],
): Range | null {
  const isUncovered = new Set(uncovered);
  const [first, ...later] = lines.filter((line) => line >= Math.min(...uncovered)).toSorted((a, b) => a - b);
  if (first === undefined) return null;
  const end = added.find((range) => range.start <= first && first <= range.end)?.end ?? first;
  const covered = later.findIndex((line) => line > end || !isUncovered.has(line));
  return { startLine: first, endLine: (covered === -1 ? later : later.slice(0, covered)).at(-1) ?? first };
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
