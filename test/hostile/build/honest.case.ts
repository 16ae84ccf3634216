import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build that writes its output beside the sources',
  promise: 'build',
  level: 'honest',
  stage: 'gate',
  base: { 'scripts/build.js': "import { cpSync } from 'node:fs';\n\ncpSync('src', 'dist', { recursive: true });\n" },
  config: { commands: { build: 'node scripts/build.js', test: 'node --test' } },
  change: GOOD,
  expect: { outcome: 'green' },
});
