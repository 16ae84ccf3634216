import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file system monitor in the config of the workspace',
  promise: 'git',
  level: 'prevented',
  stage: 'run',
  agent({ write, git, witness }) {
    write(GOOD);
    git('config', 'core.fsmonitor', `touch ${witness}; false`);
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A src/farewell.js', 'A test/farewell.test.js'] },
});
