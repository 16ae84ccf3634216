import { BAD, configOf } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a change that turns Jidoka's own checkers down",
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: { ...BAD, '.jidoka/config.yaml': configOf({ phase: 1 }) },
  expect: { outcome: 'red', found: ['4 protected-path .jidoka/config.yaml', '7 lint src/farewell.js'] },
});
