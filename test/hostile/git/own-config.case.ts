import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "hooks, monitor and external diff in the person's own repository, put there by somebody else",
  promise: 'git',
  level: 'prevented',
  stage: 'gate',
  change({ write, git, root, witness }) {
    write({ ...GOOD, '.git/hooks/post-index-change': '#!/bin/sh\ntouch {{witness}}\n', '.git/info/attributes': '* diff=evil\n' });
    chmodSync(join(root, '.git/hooks/post-index-change'), 0o755);
    for (const key of [
      'core.fsmonitor',
      'core.sshCommand',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.pager',
      'core.editor',
    ])
      git('config', key, `touch ${witness}; cat`);
  },
  expect: { outcome: 'green' },
});
