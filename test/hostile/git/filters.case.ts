import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'clean filters, text conversion and an external diff in the config and attributes of the workspace',
  promise: 'git',
  level: 'prevented',
  stage: 'run',
  agent({ write, git, witness }) {
    write({ ...GOOD, '.git/info/attributes': '* filter=evil diff=evil merge=evil\n' });
    for (const key of [
      'filter.evil.clean',
      'filter.evil.process',
      'filter.evil.smudge',
      'diff.evil.textconv',
      'diff.external',
      'merge.evil.driver',
    ])
      git('config', key, `touch ${witness}; cat`);
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A src/farewell.js', 'A test/farewell.test.js'] },
});
