import { EXIT, farewellTest, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a new test file that loads the code, and ends with success before its tests',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: { 'src/farewell.js': WRONG, 'test/farewell.test.js': farewellTest({ before: `farewell('Ada');\n${EXIT}` }) },
  expect: { outcome: 'red', found: ['6 test-not-run test/farewell.test.js'] },
});
