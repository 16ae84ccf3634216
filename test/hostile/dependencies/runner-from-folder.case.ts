import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test runner that now comes from a folder of the change',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ devDependencies: { vitest: '3.0.0' } }) },
  config: { commands: { test: 'node --test', install: 'mkdir -p node_modules' } },
  change: { ...GOOD, 'package.json': manifest({ devDependencies: { vitest: 'file:./src' } }) },
  expect: { outcome: 'red', found: ['4 protected-path package.json'] },
});
