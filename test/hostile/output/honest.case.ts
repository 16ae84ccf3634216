import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'names and messages as people write them',
  promise: 'output',
  level: 'honest',
  stage: 'gate',
  change: { 'docs/naïve—日本.md': 'text :: error\n', 'docs/[a](b) `c`.md': '# Title\n', 'README.md': BAD['src/farewell.js'] ?? '' },
  expect: { outcome: 'green' },
});
