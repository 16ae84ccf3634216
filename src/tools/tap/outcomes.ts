import { resolve } from 'node:path';
import { parseTap, type TapPoint } from '../../formats/tap/parse-tap.ts';
import { failureLine } from '../failure-line.ts';
import { repositoryPath } from '../repository-path.ts';
import type { ReportedOutcome } from '../tool.ts';

interface TapFile {
  /** As tap names it. */
  readonly said: string;
  /** Inside the repository. */
  readonly path: string | null;
}

/**
 * The tests in what tap wrote: of each file the points that hold others, and those that are skipped or to do. All others are assertions, which
 * decide about the test around them. A file that holds no test is one itself, and so is one that fails although none of its tests does.
 */
export function tapOutcomes(text: string, { dir, cwd }: { readonly dir: string; readonly cwd: string }): readonly ReportedOutcome[] {
  return parseTap(text).flatMap((point) => {
    const file = { said: point.name, path: repositoryPath(dir, resolve(cwd, point.name)) };
    const tests = (point.subtests ?? []).flatMap((inner) => testsOf(inner, [], file));
    const assertion = failedAssertion(point);
    const isToldInside = assertion === undefined && tests.some(({ status }) => status === 'failed');
    if (tests.length > 0 && (statusOf(point) !== 'failed' || isToldInside)) return tests;
    return [...tests, outcomeOf(point, [file.path ?? point.name], file)];
  });
}

function testsOf(point: TapPoint, outer: readonly string[], file: TapFile): readonly ReportedOutcome[] {
  if (point.subtests === null && point.directive === null) return [];
  const name = [...outer, point.name === '' ? '(untitled)' : point.name];
  return [...(point.subtests ?? []).flatMap((inner) => testsOf(inner, name, file)), outcomeOf(point, name, file)];
}

function outcomeOf(point: TapPoint, name: readonly string[], { said, path }: TapFile): ReportedOutcome {
  const status = statusOf(point);
  const assertion = failedAssertion(point);
  const { name: what, diagnostics } = assertion ?? { ...point, name: '' };
  return {
    name,
    file: path,
    status,
    durationMs: null,
    message: status === 'failed' ? [what, withoutPlace(diagnostics)].filter((part) => part !== '').join('\n') : null,
    line: status === 'failed' ? failureLine(diagnostics, path, said) : null,
  };
}

/** The worse of what it says and what stands below it: a report does not decide which of the two is the lie. */
function statusOf(point: TapPoint): ReportedOutcome['status'] {
  if (point.directive !== null) return point.directive === 'todo' ? 'todo' : 'skipped';
  return point.ok && !(point.subtests ?? []).some((inner) => statusOf(inner) === 'failed') ? 'passed' : 'failed';
}

function failedAssertion({ subtests }: TapPoint): TapPoint | undefined {
  return subtests?.find((inner) => inner.subtests === null && statusOf(inner) === 'failed');
}

/** Without what says where it was, and how it was started. */
function withoutPlace(diagnostics: string): string {
  const parts = diagnostics.split(/\n(?=\w+:)/);
  return parts
    .filter((part) => !/^(at|stack|source|env|stdio|cwd|args|command|file|externalID):/.test(part))
    .join('\n')
    .trim();
}
