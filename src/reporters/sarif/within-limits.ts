import { jsonText } from '../json/json-text.ts';
import { count } from '../pretty/quantity.ts';
import type { Result } from './log.ts';
import type { Part } from './sarif-part.ts';

/** GitHub stores so many results of a run; beyond 25,000 it refuses the file. */
export const MOST_RESULTS = 5000;
/** GitHub refuses a file with more runs. */
export const MOST_RUNS = 20;
/** GitHub takes 10 MB, compressed; others count what they unpack. The rest is for what is no result. */
const MOST_BYTES = 9_000_000;

const LEVELS = ['error', 'warning', 'note', 'none'];

/** Parts by the run they go into: one each, and those that would be too many share the last. */
export function runsOf(parts: readonly Part[]): Part[][] {
  return parts.length <= MOST_RUNS
    ? parts.map((part) => [part])
    : [...parts.slice(0, MOST_RUNS - 1).map((part) => [part]), parts.slice(MOST_RUNS - 1)];
}

/** Leaves out what services would refuse or drop, the least important first, and says so where it is missing. */
export function withinLimits(runs: readonly (readonly Part[])[]): Part[][] {
  const ordered = runs.flatMap((parts, run) => parts.flatMap(({ results }) => results.map((result) => ({ run, result }))));
  const kept = new Set<Result>();
  const inRun = runs.map(() => 0);
  let bytes = 0;
  for (const { run, result } of ordered.toSorted((a, b) => importance(a.result) - importance(b.result))) {
    const size = sizeOf(result);
    const before = inRun[run] ?? 0;
    if (before >= MOST_RESULTS || bytes + size > MOST_BYTES) continue;
    kept.add(result);
    inRun[run] = before + 1;
    bytes += size;
  }
  return runs.map((parts) => parts.map((part) => cut(part, kept)));
}

function cut(part: Part, kept: ReadonlySet<Result>): Part {
  const results = part.results.filter((result) => kept.has(result)).toSorted((a, b) => importance(a) - importance(b));
  const missing = part.results.length - results.length;
  if (missing === 0) return { ...part, results };
  const text = `${count(missing, 'result')} of ${part.id} left out, the least important ones: code-scanning services take no more. \`jidoka check --json\` has all.`;
  const { toolExecutionNotifications = [] } = part.invocation;
  return {
    ...part,
    results,
    invocation: {
      ...part.invocation,
      toolExecutionNotifications: [...toolExecutionNotifications, { level: 'warning', message: { text } }],
      properties: { ...part.invocation.properties, resultsLeftOut: missing },
    },
  };
}

/** New before old, standing before waived, severe before mild. */
function importance({ level, baselineState, suppressions }: Result): number {
  const age = baselineState === 'unchanged' ? 10 : 0;
  return LEVELS.indexOf(level) + age + (suppressions === undefined ? 0 : 20);
}

/** As it stands in the file: four levels deep. */
function sizeOf(result: Result): number {
  const text = jsonText(result);
  return Buffer.byteLength(text) + 8 * text.split('\n').length;
}
