import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test skipped while it runs',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace('() => {', '(t) => {\n  t["sk" + "ip"]();\n  return;'),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js', '7 lint test/greet.test.js'] },
});
