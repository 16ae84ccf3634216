import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'two links that stay inside alone and leave the tree together',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change({ write, root }) {
    write(GOOD);
    mkdirSync(join(root, 'a/b'), { recursive: true });
    symlinkSync('../..', join(root, 'a/b/up'));
    symlinkSync('a/b/up/../outside', join(root, 'out'));
  },
  expect: { outcome: 'red', reasons: ['out: a symbolic link that leaves the tree'] },
});
