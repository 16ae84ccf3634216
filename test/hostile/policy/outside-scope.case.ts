import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file outside of what the order is about',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'deploy.sh': 'echo\n' },
  order: { scope: ['src/**', 'test/**'] },
  expect: { outcome: 'red', found: ['4 outside-scope deploy.sh'] },
});
