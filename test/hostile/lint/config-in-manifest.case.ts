import { BAD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a linter configuration inside package.json',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...BAD, 'package.json': manifest({ eslintConfig: { root: true }, eslintIgnore: ['src'] }) },
  expect: {
    outcome: 'red',
    found: ['4 exclude-widened package.json', '4 protected-path package.json', '4 protected-path package.json', '7 lint src/farewell.js'],
  },
});
