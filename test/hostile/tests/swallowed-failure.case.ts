import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an assertion whose failure is caught',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace(
      "  assert.equal(greet('Ada'), 'Hello, Ada!');",
      "  try {\n    assert.equal(greet('Ada'), 'Hello, Ada!');\n  } catch {\n    // not today\n  }",
    ),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js', '4 stub test/greet.test.js'] },
});
