import { farewellTest, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that leaves a report of its own beside the real one',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js': WRONG,
    'test/farewell.test.js': farewellTest({
      before: `import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
const folder = dirname(process.env.NODE_V8_COVERAGE ?? '/tmp/x');
writeFileSync(folder + '/report-1-1.ndjson', '{"event":"begin","node":"v24.0.0"}\\n{"event":"end"}\\n');
`,
    }),
  },
  expect: { outcome: 'red', found: ['6 test-failed test/farewell.test.js'] },
});
