import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a workspace whose git looks at another folder',
  promise: 'git',
  level: 'prevented',
  stage: 'run',
  agent({ write, git, root }) {
    write(GOOD);
    git('config', 'core.bare', 'false');
    git('config', 'core.worktree', root);
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A src/farewell.js', 'A test/farewell.test.js'] },
});
