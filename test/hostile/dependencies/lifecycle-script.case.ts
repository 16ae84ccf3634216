import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'scripts of package.json that run at installation',
  promise: 'dependencies',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'package.json': manifest({
      scripts: { test: 'node --test', preinstall: 'touch {{witness}}', prepare: 'touch {{witness}}', pretest: 'touch {{witness}}' },
    }),
  },
  expect: { outcome: 'red', found: ['4 protected-path package.json', '4 protected-path package.json', '4 protected-path package.json'] },
});
