import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'code in a repository of its own inside the workspace, captured as a link to a commit',
  promise: 'capture',
  level: 'detected',
  stage: 'run',
  agent({ write, workspace }) {
    write({ ...GOOD, 'src/inner/code.js': 'export const inner = 1;\n' });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: join(workspace, 'src/inner'),
        stdio: 'ignore',
      });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', 'Inner');
  },
  expect: {
    outcome: 'red',
    reason: 'the same findings came back three times: src/inner: adds or alters a submodule (gitlink)',
    merged: null,
  },
});
