// Prints `passed failed skipped` of a vitest JSON report: node scripts/count-tests.ts <report.json> <exit status>
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const report = z.object({
  testResults: z
    .array(z.object({ status: z.enum(['passed', 'failed']), assertionResults: z.array(z.object({ status: z.string() })) }))
    .min(1),
});

const [file = '', exitStatus = ''] = process.argv.slice(2);
const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
const statuses = testResults.flatMap(({ status, assertionResults }) =>
  // A file that did not even load is one failure.
  status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed')
    ? [...assertionResults.map((assertion) => assertion.status), 'failed']
    : assertionResults.map((assertion) => assertion.status),
);
const passed = statuses.filter((status) => status === 'passed').length;
const failed = statuses.filter((status) => status === 'failed').length;
// An unhandled error fails the run and no test: still a failure.
const unexplained = exitStatus !== '0' && failed === 0 ? 1 : 0;
console.log(passed, failed + unexplained, statuses.length - passed - failed);
