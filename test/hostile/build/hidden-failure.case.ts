import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build that fails',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { 'scripts/build.config.js': '' },
  config: { commands: { build: 'node scripts/build.config.js', test: 'node --test' } },
  change: { ...GOOD, 'scripts/build.config.js': 'process.exitCode = 7;\n' },
  expect: { outcome: 'red', found: ['5 build-failed .'] },
});
