import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file with an odd name, a link inside the tree, and a folder called like git',
  promise: 'capture',
  level: 'honest',
  stage: 'gate',
  change({ write, root }) {
    write({ ...GOOD, 'docs/wörld "and"\nmore.md': 'text\n', '.github-notes/git.md': 'text\n' });
    symlinkSync('../src/greet.js', join(root, 'docs/greeting'));
  },
  expect: { outcome: 'green' },
});
