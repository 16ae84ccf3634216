import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a linter configuration that turns the rules off',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...BAD, '.oxlintrc.json': '{ "categories": { "correctness": "off" }, "rules": { "no-debugger": "off" } }' },
  expect: { outcome: 'red', found: ['4 protected-path .oxlintrc.json', '7 lint src/farewell.js'] },
});
