import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a submodule configuration in odd case that runs a command on update',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, '.GitModules': '[submodule "x"]\n\tpath = x\n\turl = .\n\tupdate = !touch {{witness}}\n' },
  expect: { outcome: 'red', reasons: ['.GitModules: submodule configuration'] },
});
