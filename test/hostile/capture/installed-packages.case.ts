import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a package put into node_modules by the change',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, '.gitignore': '', 'node_modules/left-pad/index.js': 'module.exports = 1;\n' },
  expect: { outcome: 'red', reasons: ['node_modules/left-pad/index.js: installed dependencies in the change'] },
});
