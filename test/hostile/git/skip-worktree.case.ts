import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a broken file marked skip-worktree',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change({ write, git }) {
    git('update-index', '--skip-worktree', 'src/greet.js');
    write({ ...GOOD, 'src/greet.js': 'export function greet(name) {\n  return `Hello, ${name.slice(1)}!`;\n}\n' });
  },
  expect: { outcome: 'red', found: ['6 test-failed test/greet.test.js'] },
});
