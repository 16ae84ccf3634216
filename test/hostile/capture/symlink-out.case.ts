import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a link to a file of the person's",
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change({ write, root, witness }) {
    write(GOOD);
    symlinkSync(witness, join(root, 'src/data'));
  },
  expect: { outcome: 'red', reasons: ['src/data: a symbolic link that leaves the tree'] },
});
