import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an assertion function replaced by one that never fails',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace("test('greets", "assert.equal = () => undefined;\n\ntest('greets"),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js'] },
});
