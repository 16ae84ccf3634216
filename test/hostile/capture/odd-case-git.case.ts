import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a folder .GIT with a config, which is the repository itself where case does not count',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'vendor/.GIT/config': '[core]\n\tfsmonitor = touch {{witness}}\n' },
  expect: { outcome: 'undecided', reasons: ["git add failed: error: invalid path 'vendor/.GIT/config'"] },
});
