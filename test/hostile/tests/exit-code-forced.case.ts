import { farewellTest, PROCESS, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a failing test in a process that puts its exit code right again',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js': WRONG,
    'test/farewell.test.js': farewellTest({ before: `${PROCESS}.on('exit', () => {\n  ${PROCESS}['exit' + 'Code'] = 0;\n});\n` }),
  },
  expect: { outcome: 'red', found: ['6 test-failed test/farewell.test.js'] },
});
