import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

export interface ReportedTest {
  /** Names from the outermost suite to the test; empty for a test file that failed as a whole. */
  readonly name: readonly string[];
  /** The test file, as the report has it: an absolute path. */
  readonly file: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly durationMs: number | null;
  /** Message and stack of what failed. */
  readonly failure: string | null;
}

const assertion = z.object({
  ancestorTitles: z.array(z.string()).max(200),
  title: z.string(),
  // `skipped` is vitest's word, `pending` and `disabled` are jest's; `focused` is a test that would run.
  status: z.enum(['passed', 'failed', 'skipped', 'pending', 'disabled', 'todo', 'focused']),
  duration: z.number().nullish(),
  failureMessages: z.array(z.string()).nullish(),
});

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string().min(1),
      status: z.string(),
      message: z.string().nullish(),
      assertionResults: z.array(assertion),
    }),
  ),
});

const MAX_FAILURE = 8000;

/** Reads the JSON report of jest and vitest (one shape). AdapterError when it is anything else. */
export function parseJestJson(text: string): readonly ReportedTest[] {
  const read = report.safeParse(parsed(text));
  if (!read.success)
    throw new AdapterError('UNREADABLE_REPORT', `the test report is not jest's JSON: ${z.prettifyError(read.error).slice(0, 300)}`);
  return read.data.testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const tests = assertionResults.map(
      (test): ReportedTest => ({
        name: [...test.ancestorTitles, test.title],
        file,
        status: statusOf(test.status),
        durationMs: test.duration ?? null,
        failure: test.status === 'failed' ? (test.failureMessages ?? []).join('\n').slice(0, MAX_FAILURE) : null,
      }),
    );
    const failedAsAWhole = status === 'failed' && tests.every((test) => test.status !== 'failed');
    if (!failedAsAWhole) return tests;
    return [...tests, { name: [], file, status: 'failed' as const, durationMs: null, failure: (message ?? '').slice(0, MAX_FAILURE) }];
  });
}

function statusOf(status: z.infer<typeof assertion>['status']): ReportedTest['status'] {
  switch (status) {
    case 'passed':
    case 'failed':
    case 'todo':
      return status;
    case 'skipped':
    case 'pending':
    case 'disabled':
    case 'focused':
      return 'skipped';
    default:
      return status satisfies never;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', 'the test report is not JSON', { cause });
  }
}
