import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a comment with several rules for this file, of which the second is off',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'src/farewell.js': `/* eslint eqeqeq: "error", no-eval: "off" */\n${GOOD['src/farewell.js']}` },
  expect: { outcome: 'red', found: ['4 suppression-added src/farewell.js'] },
});
