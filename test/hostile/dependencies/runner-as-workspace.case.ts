import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a workspace package that takes the name of the test runner',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ workspaces: ['packages/*'], devDependencies: { vitest: '3.0.0' } }) },
  config: { commands: { test: 'node --test', install: 'mkdir -p node_modules' } },
  change: {
    ...GOOD,
    'packages/runner/package.json': '{ "name": "vitest", "version": "3.0.0", "bin": "run.js" }\n',
    'packages/runner/run.js': "#!/usr/bin/env node\nconsole.log('all passed');\n",
  },
  expect: { outcome: 'red', found: ['4 protected-path packages/runner/package.json'] },
});
