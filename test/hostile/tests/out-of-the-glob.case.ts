import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'tests moved to where the runner does not look',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': null,
    'checks/greet.js': GREET_TEST,
  },
  expect: { outcome: 'red', found: ['6 changed-file-not-in-report src/greet.js', '6 tests-vanished test/greet.test.js'] },
});
