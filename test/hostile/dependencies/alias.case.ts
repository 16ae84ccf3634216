import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

const lock = (name: string) =>
  JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'greeter', version: '1.0.0', dependencies: { 'left-pad': '1.3.0' } },
      'node_modules/left-pad': {
        ...(name === 'left-pad' ? {} : { name }),
        version: '1.3.0',
        resolved: `https://registry.npmjs.org/${name}/-/${name}-1.3.0.tgz`,
        integrity: `sha512-${name}`,
      },
    },
  });

export default hostileCase({
  title: 'a lockfile that installs another package under the name of one',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ dependencies: { 'left-pad': '1.3.0' } }), 'package-lock.json': lock('left-pad') },
  change: { ...GOOD, 'package-lock.json': lock('evil-pad') },
  expect: {
    outcome: 'red',
    found: ['4 locked-package-swapped package-lock.json'],
    reasons: ['7 style-and-convention errored: nothing was installed: evil-pad@1.3.0 is installed as left-pad'],
  },
});
