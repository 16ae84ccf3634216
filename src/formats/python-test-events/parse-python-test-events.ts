import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

const failure = z.object({
  message: z.string(),
  text: z.string(),
  /** File and line of each call, outermost first. */
  frames: z.array(z.tuple([z.string(), z.number().int().nullable()])),
});

const common = { file: z.string().min(1), name: z.array(z.string()).max(200), failure: failure.nullable() };

const event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('begin'), runner: z.string().max(100), python: z.string().max(100), cwd: z.string() }),
  z.object({
    event: z.literal('phase'),
    phase: z.enum(['setup', 'call', 'teardown']),
    outcome: z.enum(['passed', 'failed', 'skipped', 'todo']),
    seconds: z.number().nonnegative().nullable(),
    ...common,
  }),
  z.object({ event: z.literal('collect'), outcome: z.enum(['failed', 'skipped']), ...common }),
  z.object({ event: z.literal('end'), modules: z.record(z.string(), z.string()) }),
]);

export type PythonFailure = z.infer<typeof failure>;

export interface PythonTest {
  /** Names of classes and function; empty for a file that could not be loaded. */
  readonly name: readonly string[];
  readonly file: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly durationMs: number | null;
  readonly failure: PythonFailure | null;
}

export interface PythonTestRun {
  readonly runner: string;
  readonly python: string;
  /** Where it ran. */
  readonly cwd: string;
  readonly tests: readonly PythonTest[];
  /** Files of the modules at the top that were loaded at the end. */
  readonly modules: ReadonlyMap<string, string>;
}

/**
 * Reads what our plugin of pytest, or our hook in unittest, wrote: one JSON object a line. AdapterError when a line is none, or when the run
 * did not come to its end, as half a report says nothing about the other half.
 */
export function parsePythonTestEvents(text: string): PythonTestRun {
  const tests = new Map<string, PythonTest>();
  let begin: { runner: string; python: string; cwd: string } | null = null;
  let modules: ReadonlyMap<string, string> | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const read = event.safeParse(parsed(line));
    if (!read.success) throw unreadable('a line of it is not ours');
    const record = read.data;
    if (record.event === 'begin') begin = record;
    else if (record.event === 'end') modules = new Map(Object.entries(record.modules));
    else {
      const { file, name, outcome: status, failure: why } = record;
      const seconds = record.event === 'phase' ? record.seconds : null;
      const key = JSON.stringify([file, name]);
      const test = { name, file, status, durationMs: seconds === null ? null : seconds * 1000, failure: why };
      tests.set(key, worse(tests.get(key), test));
    }
  }
  if (begin === null) throw unreadable('it has no beginning');
  if (modules === null) throw unreadable('the run did not come to its end');
  return { ...begin, tests: [...tests.values()], modules };
}

const RANK = { passed: 0, skipped: 1, todo: 1, failed: 2 } as const;

/** A test is as good as the worst of its setup, call and teardown. */
function worse(before: PythonTest | undefined, now: PythonTest): PythonTest {
  return before !== undefined && RANK[before.status] >= RANK[now.status] ? before : now;
}

function unreadable(why: string): AdapterError {
  return new AdapterError('UNREADABLE_REPORT', `the report of the Python tests cannot be read: ${why}`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', 'the report of the Python tests cannot be read: a line of it is not JSON', { cause });
  }
}
