import type { ChangedFile } from '../../domain/change.ts';
import { besideTests } from './beside-tests.ts';
import { type ChangedFileCoverage, changedLineCoverage, type Coverage, firstUncovered } from './changed-lines.ts';
import { lineRanges } from './line-map.ts';
import { ratchet } from './ratchet.ts';
import type { JudgedRun } from './judged-run.ts';
import type { Say } from './say.ts';
import { isCoverable } from './source-files.ts';

export interface CoverageRun extends JudgedRun {
  readonly files: readonly ChangedFile[];
  readonly options: { readonly threshold: number; readonly coverage: 'required' | 'when-available' };
}

/** Reports what the tests left out of the change, and what they used to run outside it. */
export async function reportCoverage(run: CoverageRun, say: Say): Promise<void> {
  const { report, before, files, base, head, options, testSuite: suite } = run;
  if (report.coverage === null) return reportUnmeasured(run, say);
  const all = await changedLineCoverage({ files, head, suite, coverage: report.coverage });
  const unseen = all.filter(({ isSeen }) => !isSeen).map(({ path }) => path);
  const sides = { base, head, suite, before: before?.coverage ?? null, now: report.coverage };
  const beside = options.coverage === 'required' ? new Set<string>() : await besideTests(unseen, sides);
  for (const path of beside)
    say.report('changed-file-beside-tests', {
      path,
      message: `no test loads ${path}, nor anything else beside it: its changed lines are held to no coverage`,
    });
  const changed = all.filter(({ path }) => !beside.has(path));
  say.inScope(changed.map(({ path }) => path));
  say.examined(changed.filter(({ isSeen }) => isSeen).map(({ path }) => path));
  reportChanged({ changed, files, threshold: options.threshold, command: run.command }, say);
  if (before?.coverage) reportRatchet(run, { before: before.coverage, now: report.coverage }, say);
}

function reportUnmeasured({ report, before, options }: CoverageRun, say: Say): void {
  const reason = report.coverageReason ?? 'the test runner left no coverage report';
  if (options.coverage === 'required')
    say.report('coverage-required', { path: '.', message: `coverage is required and was not measured: ${reason}` });
  else say.report('coverage-not-measured', { path: '.', message: `changed lines: not measured (${reason})` });
  if (before?.coverage)
    say.report('coverage-shrunk', { path: '.', message: `coverage was measured on the base commit and is not any more: ${reason}` });
}

function reportChanged(
  {
    changed,
    files,
    threshold,
    command,
  }: Pick<CoverageRun, 'files' | 'command'> & { readonly changed: readonly ChangedFileCoverage[]; readonly threshold: number },
  say: Say,
): void {
  const lines = changed.reduce((sum, file) => sum + file.lines.length, 0);
  const uncovered = changed.reduce((sum, file) => sum + file.uncovered.length, 0);
  const percent = lines === 0 ? 100 : ((lines - uncovered) / lines) * 100;
  say.measure('changed lines that can run', lines, 'lines');
  say.measure('changed lines that tests run', lines - uncovered, 'lines');
  for (const file of changed) {
    const { path, uncovered: missing, isSeen } = file;
    const range = firstUncovered(file, files.find((one) => one.path === path)?.added ?? []);
    if (range === null) continue;
    const place = { path, range, reproduce: command };
    if (!isSeen)
      say.report('changed-file-not-in-report', { ...place, message: `no test loads ${path}: the coverage report does not know it` });
    else if (percent < threshold)
      say.report('changed-line-uncovered', {
        ...place,
        message: `no test runs the changed lines ${lineRanges(missing)}; of the whole change tests run ${Math.floor(percent * 10) / 10} %, asked are ${threshold} %`,
      });
  }
}

function reportRatchet(run: CoverageRun, { before, now }: { readonly before: Coverage; readonly now: Coverage }, say: Say): void {
  const isSource = (coverage: Coverage): Coverage => new Map([...coverage].filter(([path]) => isCoverable(path, run.testSuite)));
  const { grown, lost } = ratchet({ change: run.change, head: run.head, before: isSource(before), now });
  say.measure('lines outside the change that lost their tests', Math.max(grown, 0), 'lines');
  if (grown <= 0) return;
  for (const [path, lines] of lost) {
    say.report('coverage-shrunk', {
      path,
      range: { startLine: Math.min(...lines) },
      message: `tests of the base commit ran the unchanged lines ${lineRanges(lines)}, tests do not run them any more`,
      reproduce: run.command,
    });
  }
}
