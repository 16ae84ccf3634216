import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a workspace whose .git leads to the person's own",
  promise: 'git',
  level: 'prevented',
  stage: 'run',
  agent({ write, root }) {
    write({ ...GOOD, '.git': null });
    write({ '.git': `gitdir: ${root}/.git\n` });
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A src/farewell.js', 'A test/farewell.test.js'] },
});
