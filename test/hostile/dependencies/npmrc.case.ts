import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an .npmrc with another registry, install scripts on, and options for node',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, '.npmrc': 'registry=http://127.0.0.1:{{port}}/\nignore-scripts=false\nnode-options=--import ./src/farewell.js\n' },
  expect: { outcome: 'red', found: ['4 protected-path .npmrc'] },
});
