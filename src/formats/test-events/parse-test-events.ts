import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

export interface TestEvent {
  /** Names from the outermost suite to the test. */
  readonly name: readonly string[];
  /** Of a runner that runs one test in several set-ups: in which. */
  readonly variant?: string | undefined;
  /** Absolute path; null when the runner does not say. */
  readonly file: string | null;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly durationMs: number | null;
  readonly failure: { readonly message: string; readonly stack: string | null } | null;
}

const record = z.discriminatedUnion('event', [
  z.object({ event: z.literal('begin') }),
  z.object({
    event: z.literal('test'),
    name: z.array(z.string()).min(1).max(200),
    variant: z.string().max(10_000).optional(),
    file: z.string().nullable(),
    status: z.enum(['passed', 'failed', 'skipped', 'todo']),
    durationMs: z.number().nullable(),
    failure: z.object({ message: z.string(), stack: z.string().nullable() }).nullable(),
  }),
  z.object({ event: z.literal('end') }),
]);

/**
 * Reads what a reporter of ours wrote in a runner that has no reliable report of its own: one JSON record a line, each test when it ended.
 * AdapterError when it is anything else or stops before the run's end, as it does when a test ends the whole process.
 */
export function parseTestEvents(text: string): readonly TestEvent[] {
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .map(recordOf);
  if (records[0]?.event !== 'begin') throw new AdapterError('UNREADABLE_REPORT', 'the test report has no beginning');
  if (records.at(-1)?.event !== 'end')
    throw new AdapterError('INCOMPLETE_REPORT', 'the test report stops before the end of the run: something ended the process');
  return records.flatMap((one) => {
    if (one.event !== 'test') return [];
    const { event: _, ...test } = one;
    return [test];
  });
}

function recordOf(line: string): z.infer<typeof record> {
  const read = record.safeParse(jsonOf(line));
  if (!read.success) throw new AdapterError('UNREADABLE_REPORT', `a line of the test report is none of ours: ${line.slice(0, 200)}`);
  return read.data;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', `a line of the test report is not JSON: ${line.slice(0, 200)}`, { cause });
  }
}
