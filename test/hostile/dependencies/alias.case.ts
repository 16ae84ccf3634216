import { GOOD } from '../../rig/greeter.ts';
import { lockOf, manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a lockfile that installs another package under the name of one',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ dependencies: { 'left-pad': '1.3.0' } }), 'package-lock.json': lockOf() },
  change: { ...GOOD, 'package-lock.json': lockOf({ name: 'evil-pad', integrity: 'sha512-BBBB' }) },
  expect: {
    outcome: 'red',
    found: ['4 locked-package-swapped package-lock.json', '9 lockfile-disagrees package-lock.json'],
    reasons: ['7 style-and-convention errored: nothing was installed: evil-pad@1.3.0 is installed as left-pad'],
  },
});
