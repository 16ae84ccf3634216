import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a failing test deleted with its code still there',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n', 'test/greet.test.js': null },
  expect: { outcome: 'red', found: ['4 test-deleted test/greet.test.js'] },
});
