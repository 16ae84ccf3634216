import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

const line = z.number().int().nonnegative();
const report = z.object({
  meta: z.object({ version: z.string().max(100) }),
  files: z.record(z.string().min(1), z.object({ executed_lines: z.array(line), missing_lines: z.array(line) })),
});

/** Hits by line, by file as the report has it: 1 where something ran, coverage.py does not count how often. */
export type CoveragePy = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Reads what `coverage json` writes. AdapterError when it is anything else. */
export function parseCoveragePyJson(text: string): CoveragePy {
  const read = report.safeParse(parsed(text));
  if (!read.success)
    throw new AdapterError(
      'UNREADABLE_COVERAGE',
      `the coverage report is not coverage.py's JSON: ${z.prettifyError(read.error).slice(0, 300)}`,
    );
  return new Map(
    Object.entries(read.data.files).map(([path, { executed_lines: executed, missing_lines: missing }]) => {
      const hits = new Map([...missing.map((at) => [at, 0] as const), ...executed.map((at) => [at, 1] as const)]);
      // Of an empty file older versions say that its line 0 ran.
      hits.delete(0);
      return [path, hits];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_COVERAGE', 'the coverage report is not JSON', { cause });
  }
}
