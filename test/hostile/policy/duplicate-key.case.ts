import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'scripts that stand twice in package.json, so that readers may differ',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'package.json':
      '{\n  "name": "greeter", "version": "1.0.0", "private": true, "type": "module",\n  "scripts": { "test": "node --test" },\n  "scripts": { "test": "true" }\n}\n',
  },
  expect: { outcome: 'red', found: ['4 protected-path package.json'] },
});
