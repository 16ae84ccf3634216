import { EXIT, farewellTest, GREET_TEST, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test file that ends its process with success before the failing test',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js': WRONG,
    'test/farewell.test.js': farewellTest({ before: EXIT }),
    'test/greet.test.js': EXIT + GREET_TEST,
  },
  expect: {
    outcome: 'red',
    found: [
      '6 changed-line-uncovered src/farewell.js',
      '6 coverage-shrunk src/greet.js',
      '6 test-not-run test/farewell.test.js',
      '6 tests-vanished test/greet.test.js',
    ],
  },
});
