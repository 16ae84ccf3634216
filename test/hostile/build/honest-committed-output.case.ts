import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build whose output is committed, and was not committed again',
  promise: 'build',
  level: 'honest',
  stage: 'gate',
  base: {
    'scripts/build.js':
      "import { readdirSync, writeFileSync } from 'node:fs';\n\nwriteFileSync('dist/files.json', `${JSON.stringify(readdirSync('src'))}\\n`);\n",
    'dist/files.json': '["greet.js","server.js"]\n',
  },
  config: { commands: { build: 'node scripts/build.js', test: 'node --test' } },
  change: GOOD,
  expect: { outcome: 'green' },
});
