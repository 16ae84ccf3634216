import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a comment that turns the linter off for a file',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...BAD, 'src/farewell.js': `/* eslint-disable */\n${BAD['src/farewell.js']}` },
  expect: { outcome: 'red', found: ['4 suppression-added src/farewell.js'] },
});
