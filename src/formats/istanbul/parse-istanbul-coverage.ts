import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

/** Hits by 1-based line, by the file's path as the report has it. */
export type CoverageByFile = ReadonlyMap<string, ReadonlyMap<number, number>>;

const fileCoverage = z.object({
  path: z.string().min(1).max(4096),
  statementMap: z.record(z.string(), z.object({ start: z.object({ line: z.int().positive() }) })),
  s: z.record(z.string(), z.number().nonnegative()),
});

/**
 * Reads Istanbul's `coverage-final.json`, which jest and both providers of vitest write. A line counts as hit as often
 * as the most often hit statement that starts on it, as in Istanbul's own reports. AdapterError when it is anything else.
 */
export function parseIstanbulCoverage(text: string): CoverageByFile {
  const files = z.record(z.string(), fileCoverage).safeParse(parsed(text));
  if (!files.success)
    throw new AdapterError('UNREADABLE_REPORT', `the coverage report is not Istanbul's: ${z.prettifyError(files.error).slice(0, 300)}`);
  const byFile = new Map<string, Map<number, number>>();
  for (const { path, statementMap, s } of Object.values(files.data)) {
    const hits = byFile.get(path) ?? new Map<number, number>();
    for (const [id, { start }] of Object.entries(statementMap)) {
      hits.set(start.line, Math.max(hits.get(start.line) ?? 0, Object.hasOwn(s, id) ? (s[id] ?? 0) : 0));
    }
    byFile.set(path, hits);
  }
  return byFile;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', 'the coverage report is not JSON', { cause });
  }
}
