import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a linter configuration in the folder of the code only',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: {
    ...BAD,
    'src/.eslintrc.cjs': 'module.exports = { root: true, rules: {} };\n',
    'src/.oxlintrc.json': '{ "rules": { "no-debugger": "off" } }',
  },
  expect: {
    outcome: 'red',
    found: ['4 protected-path src/.eslintrc.cjs', '4 protected-path src/.oxlintrc.json', '7 lint src/farewell.js'],
  },
});
