import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

const lock = (integrity: string, resolved = 'https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz') =>
  JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'greeter', version: '1.0.0', dependencies: { 'left-pad': '1.3.0' } },
      'node_modules/left-pad': { version: '1.3.0', resolved, integrity },
    },
  });

export default hostileCase({
  title: 'a locked package with other content under the same version',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ dependencies: { 'left-pad': '1.3.0' } }), 'package-lock.json': lock('sha512-AAAA') },
  change: { ...GOOD, 'package-lock.json': lock('sha512-BBBB') },
  expect: {
    outcome: 'red',
    found: ['4 locked-package-swapped package-lock.json'],
    reasons: ['7 style-and-convention errored: nothing was installed: left-pad@1.3.0 has other content than at the base commi'],
  },
});
