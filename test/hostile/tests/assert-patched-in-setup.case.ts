import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a helper imported by the test that replaces the assertions of all',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/setup.js': "import assert from 'node:assert/strict';\n\nfor (const key of Object.keys(assert)) assert[key] = () => undefined;\n",
    'test/greet.test.js': `import './setup.js';\n${GREET_TEST}`,
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/setup.js'] },
});
