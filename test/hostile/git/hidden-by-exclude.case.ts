import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source hidden from git by the exclude files of the workspace',
  promise: 'capture',
  level: 'detected',
  stage: 'run',
  agent({ write, git, workspace }) {
    write({ ...GOOD, 'src/hidden.js': 'export function hidden() {\n  return process.env;\n}\n', '.git/info/exclude': 'src/hidden.js\n' });
    write({ '.git/ignore-all': '*\n' });
    git('config', 'core.excludesFile', `${workspace}/.git/ignore-all`);
  },
  expect: { outcome: 'red', reason: 'the same findings came back three times', merged: null },
});
