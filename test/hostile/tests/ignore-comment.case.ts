import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a comment that takes code out of the coverage',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/other.js':
      '/* c8 ignore start */\nexport function other(name) {\n  return `${name}?`;\n}\n/* c8 ignore stop */\n/* node:coverage disable */\n',
  },
  expect: { outcome: 'red', found: ['4 suppression-added src/other.js', '4 suppression-added src/other.js'] },
});
