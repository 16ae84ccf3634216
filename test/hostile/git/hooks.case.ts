import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

const HOOK = '#!/bin/sh\ntouch {{witness}}\n';

export default hostileCase({
  title: 'hooks in the workspace and in a folder that core.hooksPath names',
  promise: 'git',
  level: 'prevented',
  stage: 'run',
  agent({ write, git, workspace }) {
    const names = ['pre-commit', 'post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman', 'pre-auto-gc'];
    write({ ...GOOD, ...Object.fromEntries(names.map((name) => [`.git/hooks/${name}`, HOOK])) });
    for (const name of names) chmodSync(join(workspace, '.git/hooks', name), 0o755);
    git('config', 'core.hooksPath', `${workspace}/.git/hooks`);
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A src/farewell.js', 'A test/farewell.test.js'] },
});
