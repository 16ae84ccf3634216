import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a comment for the compiler behind three slashes, with which it works as well',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'src/farewell.js': `/// @ts-ignore\n${GOOD['src/farewell.js']}` },
  expect: { outcome: 'red', found: ['4 suppression-added src/farewell.js'] },
});
