import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

/** Hits by 1-based line, by the file's path as the report has it. */
export type CoverageByFile = ReadonlyMap<string, ReadonlyMap<number, number>>;

const position = z.object({ line: z.int().positive(), column: z.number().nullish() });
const location = z.object({ start: position, end: position });
const counts = z.record(z.string(), z.number().nonnegative());
const fileCoverage = z.object({
  path: z.string().min(1).max(4096),
  statementMap: z.record(z.string(), z.object({ start: position, end: position.partial().optional() })),
  s: counts,
  fnMap: z.record(z.string(), z.object({ decl: location, loc: location })).optional(),
  f: counts.optional(),
});
type FileCoverage = z.infer<typeof fileCoverage>;

/**
 * Reads Istanbul's `coverage-final.json`, which jest and both providers of vitest write. A line counts as hit as often
 * as the most often hit statement that starts on it, as in Istanbul's own reports. AdapterError when it is anything else.
 */
export function parseIstanbulCoverage(text: string): CoverageByFile {
  const files = z.record(z.string(), fileCoverage).safeParse(parsed(text));
  if (!files.success)
    throw new AdapterError('UNREADABLE_REPORT', `the coverage report is not Istanbul's: ${z.prettifyError(files.error).slice(0, 300)}`);
  const byFile = new Map<string, Map<number, number>>();
  for (const file of Object.values(files.data)) {
    const { path, statementMap, s } = file;
    const hits = byFile.get(path) ?? new Map<number, number>();
    for (const [id, { start }] of Object.entries(statementMap)) {
      hits.set(start.line, Math.max(hits.get(start.line) ?? 0, Object.hasOwn(s, id) ? (s[id] ?? 0) : 0));
    }
    for (const line of uncalledLines(file)) hits.set(line, 0);
    byFile.set(path, hits);
  }
  return byFile;
}

/**
 * Lines that hold a function as a whole, as what a variable or a field begins with, that was never called: the statement around it ran when the
 * file was loaded. Lines on which another such function was called are none.
 */
function uncalledLines({ statementMap, s, fnMap = {}, f = {} }: FileCoverage): readonly number[] {
  const starts = Object.values(statementMap);
  const calls = new Map<number, number>();
  for (const [id, { decl, loc }] of Object.entries(fnMap)) {
    const { line, column } = decl.start;
    if (loc.end.line !== line) continue;
    const isWhole = starts.some((one) => one.start.line === line && one.start.column === column && one.end?.column === loc.end.column);
    // What is empty has nothing to run.
    const hasBody = Object.entries(statementMap).some(
      ([statement, { start }]) =>
        start.line === line && (start.column ?? 0) >= (loc.start.column ?? 0) && start.column !== column && s[statement] === 0,
    );
    const count = Object.hasOwn(f, id) ? (f[id] ?? 0) : 0;
    if (isWhole && (hasBody || count > 0)) calls.set(line, Math.max(calls.get(line) ?? 0, count));
  }
  return [...calls].flatMap(([line, count]) => (count === 0 ? [line] : []));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', 'the coverage report is not JSON', { cause });
  }
}
