import type { FilePair } from './file-pair.ts';
import { isTestInput } from './place.ts';
import type { Sighting } from './rules.ts';

/** A JavaScript or TypeScript file that is no program any more, or never was. */
export function truncatedFile({ base, head }: FilePair): Sighting[] {
  const problem = head?.parsed?.problem;
  if (head === null || problem === null || problem === undefined) return [];
  // What did not parse before either is written for another tool; the files not examined say so.
  if (base?.parsed?.problem !== undefined && base.parsed.problem !== null) return [];
  const severity = base === null && isTestInput(head.path) ? { severity: 'warning' as const } : {};
  const before = base === null ? '' : ' (its base version does)';
  return [
    {
      rule: 'truncated-file',
      message: `does not parse${before}: ${problem.message}`,
      path: head.path,
      range: { startLine: problem.line },
      ...severity,
    },
  ];
}
