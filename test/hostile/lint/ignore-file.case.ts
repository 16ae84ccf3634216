import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'ignore files of every linter that name the new code',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...BAD, '.eslintignore': 'src/farewell.js\n', '.prettierignore': 'src/**\n', '.oxlintignore': 'src\n' },
  expect: {
    outcome: 'red',
    found: [
      '4 exclude-widened .eslintignore',
      '4 exclude-widened .oxlintignore',
      '4 exclude-widened .prettierignore',
      '4 protected-path .eslintignore',
      '4 protected-path .prettierignore',
      '7 lint src/farewell.js',
    ],
  },
});
