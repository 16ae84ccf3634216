import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

export interface NodeTest {
  /** Names from the outermost suite to the test. For a file without tests of its own: its path. */
  readonly name: readonly string[];
  /** Absolute path; null when this Node does not say. */
  readonly file: string | null;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly durationMs: number | null;
  readonly failure: { readonly message: string; readonly stack: string | null } | null;
}

export interface NodeTestRun {
  /** Version of the Node that ran the tests, with its `v`. */
  readonly node: string;
  readonly tests: readonly NodeTest[];
}

const MAX_DEPTH = 200;

const depth = z.int().nonnegative().max(MAX_DEPTH);
const ended = {
  depth,
  name: z.string(),
  file: z.string().nullable(),
  durationMs: z.number().nullable(),
  isSuite: z.boolean(),
  skip: z.boolean(),
  todo: z.boolean(),
};
const record = z.discriminatedUnion('event', [
  z.object({ event: z.literal('begin'), node: z.string().regex(/^v\d+\.\d+\.\d+/) }),
  z.object({ event: z.literal('start'), depth, name: z.string() }),
  z.object({ event: z.literal('pass'), ...ended }),
  z.object({
    event: z.literal('fail'),
    ...ended,
    failure: z.object({ type: z.string(), message: z.string(), stack: z.string().nullable() }),
  }),
  z.object({ event: z.literal('end') }),
]);
type Record = z.infer<typeof record>;

/**
 * Reads what our reporter wrote in one process of node:test, one JSON record a line. The order is the test runner's: the
 * start of every test, its subtests, its end. AdapterError when it is anything else or stops before the run's end, as it
 * does when a test file ends the whole process.
 */
export function parseNodeTestEvents(text: string): NodeTestRun {
  const [first, ...rest] = text
    .split('\n')
    .filter((line) => line !== '')
    .map(recordOf);
  if (first?.event !== 'begin') throw new AdapterError('UNREADABLE_REPORT', 'the test report has no beginning');
  if (rest.at(-1)?.event !== 'end')
    throw new AdapterError('INCOMPLETE_REPORT', 'the test report stops before the end of the run: something ended the process');
  const path: string[] = [];
  const tests: NodeTest[] = [];
  for (const event of rest) {
    if (event.event === 'start') {
      path.length = Math.min(path.length, event.depth);
      path[event.depth] = event.name;
    } else if (event.event === 'pass' || event.event === 'fail') {
      const test = testOf(event, path);
      if (test !== null) tests.push(test);
    }
  }
  return { node: first.node, tests };
}

/** A suite is no test; one that fails by itself (a hook, its own body) is a failure that no test of it shows. */
function testOf(event: Extract<Record, { event: 'pass' | 'fail' }>, path: readonly string[]): NodeTest | null {
  const failure = event.event === 'fail' ? event.failure : null;
  if (event.isSuite && (failure === null || failure.type === 'subtestsFailed')) return null;
  const outer = Array.from({ length: event.depth }, (_, i) => path[i] ?? '');
  return {
    name: [...outer, event.name],
    file: event.file,
    status: event.skip ? 'skipped' : event.todo ? 'todo' : event.event === 'pass' ? 'passed' : 'failed',
    durationMs: event.durationMs,
    failure: failure === null ? null : { message: failure.message, stack: failure.stack },
  };
}

function recordOf(line: string): Record {
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
