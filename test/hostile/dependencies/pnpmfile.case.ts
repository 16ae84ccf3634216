import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a .pnpmfile.cjs and a pnpm-workspace.yaml that rewrite what is installed',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, '.pnpmfile.cjs': "require('node:fs').writeFileSync('{{witness}}', '');\n", 'pnpm-workspace.yaml': 'packages: [.]\n' },
  expect: { outcome: 'red', found: ['4 protected-path .pnpmfile.cjs', '4 protected-path pnpm-workspace.yaml'] },
});
