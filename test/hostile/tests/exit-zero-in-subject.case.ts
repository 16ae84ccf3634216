import { farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that ends every process that loads it under a test, with success',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js':
      'if (process.env.NODE_TEST_CONTEXT !== undefined) process.exit(0);\n\nexport function farewell() {\n  return process.pid;\n}\n',
    'src/greet.js': "import './farewell.js';\n\nexport function greet(name) {\n  return `Hallo, ${name}!`;\n}\n",
    'test/farewell.test.js': farewellTest(),
  },
  expect: {
    outcome: 'red',
    found: [
      '6 changed-line-uncovered src/farewell.js',
      '6 changed-line-uncovered src/greet.js',
      '6 test-not-run test/farewell.test.js',
      '6 tests-vanished test/greet.test.js',
    ],
  },
});
