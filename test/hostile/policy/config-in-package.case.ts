import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

const base = (strict: boolean) => `${JSON.stringify({ compilerOptions: { strict, noEmit: true } })}\n`;

export default hostileCase({
  title: 'weaker rules in a package of the repository, which the configuration names',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ workspaces: ['packages/*'] }),
    'packages/rules/package.json': '{ "name": "@acme/rules", "version": "1.0.0" }\n',
    'packages/rules/base.json': base(true),
    'tsconfig.json': '{ "extends": "@acme/rules/base.json", "include": ["src"] }\n',
  },
  change: { ...GOOD, 'packages/rules/base.json': base(false) },
  expect: { outcome: 'red', found: ['4 protected-path packages/rules/base.json'] },
});
