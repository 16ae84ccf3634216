import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "an assert of the repository's own in place of Node's",
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/assert.js': 'export default { equal: () => undefined };\n',
    'test/greet.test.js': GREET_TEST.replace("'node:assert/strict'", "'./assert.js'"),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js'] },
});
