import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file changed to one of the same size and time, where git is told to look at nothing else',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change({ write, git, root }) {
    const file = join(root, 'src/greet.js');
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    git('update-index', '--refresh');
    git('config', 'core.trustctime', 'false');
    git('config', 'core.checkStat', 'minimal');
    write({ ...GOOD, 'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n' });
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    if (statSync(file).mtimeMs !== 1_600_000_000_000) throw new Error('the time of the file could not be put back');
  },
  expect: { outcome: 'red', found: ['6 test-failed test/greet.test.js'] },
});
