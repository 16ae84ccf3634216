import { rmSync, symlinkSync } from 'node:fs';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "the workspace itself replaced by a link to the person's repository",
  promise: 'capture',
  level: 'detected',
  stage: 'run',
  agent({ workspace, root }) {
    rmSync(workspace, { recursive: true });
    symlinkSync(root, workspace);
  },
  expect: { outcome: 'undecided', reason: 'the same', merged: null },
});
