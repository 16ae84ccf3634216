import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a CI file renamed away from where it counts',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  base: { '.github/workflows/ci.yml': 'on: push\njobs: {}\n' },
  change: { ...GOOD, '.github/workflows/ci.yml': null, 'docs/ci.yml': 'on: push\njobs: {}\n' },
  expect: { outcome: 'red', found: ['4 protected-path .github/workflows/ci.yml'] },
});
