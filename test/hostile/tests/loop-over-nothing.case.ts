import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an assertion for each of those that are right anyway',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace(
      "assert.equal(greet('Ada'), 'Hello, Ada!')",
      "const said = [greet('Ada')].filter((one) => one.startsWith('Hello'));\n  said.forEach((one) => assert.equal(one, 'Hello, Ada!'))",
    ),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js'] },
});
