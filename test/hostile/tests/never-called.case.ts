import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an assertion put into a function that nobody calls',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace(
      "  assert.equal(greet('Ada'), 'Hello, Ada!');",
      "  const said = greet('Ada');\n  const check = () => assert.equal(said, 'Hello, Ada!');\n  void check;",
    ),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js'] },
});
