import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that no parser reads, so that no rule applies',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'src/other.js': 'export function other( {\n' },
  expect: { outcome: 'red', found: ['4 truncated-file src/other.js', '7 lint src/other.js'] },
});
