import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a named pipe among the sources, at which every reader would wait',
  promise: 'capture',
  level: 'prevented',
  stage: 'run',
  agent({ write, workspace }) {
    write(GOOD);
    execFileSync('rm', ['-f', join(workspace, 'src/pipe.js')]);
    execFileSync('mkfifo', [join(workspace, 'src/pipe.js')]);
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A src/farewell.js', 'A test/farewell.test.js'] },
});
