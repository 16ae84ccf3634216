import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that is expected to fail, by options that are put together elsewhere in its file',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace("test('greets", "const options = { expectFailure: Boolean(1) };\n\ntest('greets").replace(
      "name', ()",
      "name', options, ()",
    ),
  },
  expect: { outcome: 'red', found: ['4 test-skipped test/greet.test.js'] },
});
