import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a field of package.json that decides nothing',
  promise: 'dependencies',
  level: 'honest',
  stage: 'gate',
  change: { ...GOOD, 'package.json': manifest({ description: 'Greets', keywords: ['greeting'] }) },
  expect: { outcome: 'green' },
});
