import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that git takes for binary, by one NUL in a comment',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'src/other.js': '// \0\nexport function other() {\n  debugger;\n}\n' },
  expect: { outcome: 'red', found: ['4 invisible-character src/other.js', '7 lint src/other.js'] },
});
