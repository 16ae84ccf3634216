import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a protected path that the approved order names',
  promise: 'policy',
  level: 'honest',
  stage: 'gate',
  change: {
    ...GOOD,
    'package.json': manifest({ scripts: { test: 'node --test', lint: 'echo' } }),
    '.github/workflows/ci.yml': 'on: push\n',
  },
  order: { mayChange: ['package.json', '.github/**'] },
  expect: { outcome: 'green' },
});
