import { GOOD } from '../../rig/greeter.ts';
import { lockOf, manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a locked package that comes from another host',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ dependencies: { 'left-pad': '1.3.0' } }),
    'package-lock.json': lockOf(),
  },
  change: { ...GOOD, 'package-lock.json': lockOf({ resolved: 'http://127.0.0.1:{{port}}/left-pad-1.3.0.tgz' }) },
  expect: {
    outcome: 'red',
    found: ['4 locked-package-swapped package-lock.json', '9 source-not-registry package-lock.json'],
    reasons: ['7 style-and-convention errored: nothing was installed: left-pad@1.3.0 came from registry.npmjs.org and comes f'],
  },
});
