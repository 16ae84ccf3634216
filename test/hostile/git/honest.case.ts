import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a function and its test',
  promise: 'git',
  level: 'honest',
  stage: 'gate',
  change: GOOD,
  expect: { outcome: 'green' },
});
