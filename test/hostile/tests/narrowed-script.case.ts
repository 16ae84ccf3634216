import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test script that runs one file only',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'package.json': manifest({ scripts: { test: 'node --test test/farewell.test.js' } }) },
  expect: { outcome: 'red', found: ['4 protected-path package.json'] },
});
