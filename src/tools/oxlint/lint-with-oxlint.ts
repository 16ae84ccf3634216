import type { ExecResult } from '../../platform/exec.ts';
import { lintInBatches, type LintPart } from '../lint-in-batches.ts';
import { unreadable } from '../run-program.ts';
import { readOxlintJson } from './read-oxlint-json.ts';

interface OxlintRun {
  readonly files: readonly string[];
  /** Is there a config that may leave files out? Without one, a file it did not look at is no answer. */
  readonly mayIgnore: boolean;
  run(files: readonly string[]): Promise<ExecResult>;
}

/** Its exit codes: 0 nothing to complain of, 1 complaints, no file to lint, or a broken config; all else is a crash. */
const ANSWERED = new Set<number | null>([0, 1]);

/** Lints files with any oxlint; which files its config leaves out is found by halving, as it only tells how many it looked at. */
export function lintWithOxlint({ files, mayIgnore, run }: OxlintRun): Promise<LintPart> {
  return lintInBatches(files, async (batch) => {
    const result = await run(batch);
    if (result.truncated && batch.length > 1) return 'in-halves';
    const answer = readOxlintJson(result.stdout);
    if (!ANSWERED.has(result.exitCode) || answer === null) throw unreadable('oxlint', result, 'gave no report');
    const { fileCount, problems } = answer;
    if (mayIgnore && fileCount === 0 && problems.length === 0) return { examined: [], ignored: batch, problems: [] };
    if (fileCount !== batch.length) {
      if (batch.length > 1) return 'in-halves';
      throw unreadable('oxlint', result, `looked at ${fileCount} files instead of one`);
    }
    if (result.exitCode === 0) return { examined: batch, ignored: [], problems };
    if (problems.length === 0) throw unreadable('oxlint', result, 'failed without saying why');
    // Its config makes warnings fail (`denyWarnings`, `maxWarnings`): then a warning is an error here too.
    const isRefusedForWarnings = problems.every(({ severity }) => severity !== 'error');
    return {
      examined: batch,
      ignored: [],
      problems: isRefusedForWarnings ? problems.map((problem) => ({ ...problem, severity: 'error' })) : problems,
    };
  });
}
