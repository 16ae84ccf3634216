import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD, GREETER } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a source that is one file with the person's own, so that an edit of one edits both",
  promise: 'capture',
  level: 'prevented',
  stage: 'run',
  agent({ write, workspace, root }) {
    write(GOOD);
    const own = join(root, 'src/greet.js');
    const inside = join(workspace, 'src/greet.js');
    rmSync(inside);
    linkSync(own, inside);
    // What the line later does to its workspace must not be done to the person's file.
    writeFileSync(join(workspace, 'README.md'), GREETER['src/greet.js'] ?? '');
  },
  expect: { outcome: 'green', reason: 'integrated', merged: ['A README.md', 'A src/farewell.js', 'A test/farewell.test.js'] },
});
