import { GOOD } from '../../rig/greeter.ts';
import { lockOf, manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a locked package with other content under the same version',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ dependencies: { 'left-pad': '1.3.0' } }), 'package-lock.json': lockOf() },
  change: { ...GOOD, 'package-lock.json': lockOf({ integrity: 'sha512-BBBB' }) },
  expect: {
    outcome: 'red',
    found: ['4 locked-package-swapped package-lock.json'],
    reasons: ['7 style-and-convention errored: nothing was installed: left-pad@1.3.0 has other content than at the base commi'],
  },
});
