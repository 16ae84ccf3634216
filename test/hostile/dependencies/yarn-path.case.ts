import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a yarnPath that puts a program of the change in the place of the package manager',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    '.yarnrc.yml': 'yarnPath: src/farewell.js\n',
    '.yarn/releases/yarn.cjs': "require('node:fs').writeFileSync('{{witness}}', '');\n",
  },
  expect: { outcome: 'red', found: ['4 protected-path .yarn/releases/yarn.cjs', '4 protected-path .yarnrc.yml'] },
});
