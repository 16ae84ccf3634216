import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

const lock = (resolved: string) =>
  JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'greeter', version: '1.0.0', dependencies: { 'left-pad': '1.3.0' } },
      'node_modules/left-pad': { version: '1.3.0', resolved, integrity: 'sha512-AAAA' },
    },
  });

export default hostileCase({
  title: 'a locked package that comes from another host',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ dependencies: { 'left-pad': '1.3.0' } }),
    'package-lock.json': lock('https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz'),
  },
  change: { ...GOOD, 'package-lock.json': lock('http://127.0.0.1:{{port}}/left-pad-1.3.0.tgz') },
  expect: {
    outcome: 'red',
    found: ['4 locked-package-swapped package-lock.json'],
    reasons: ['7 style-and-convention errored: nothing was installed: left-pad@1.3.0 came from registry.npmjs.org and comes f'],
  },
});
