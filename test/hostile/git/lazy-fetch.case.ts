import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a missing object that git would fetch by running a program',
  promise: 'git',
  level: 'detected',
  stage: 'gate',
  base: { 'src/old.js': 'export const old = 1;\n' },
  change({ write, git, root, witness }) {
    write({ ...GOOD, 'src/old.js': null });
    const id = git('rev-parse', 'HEAD:src/old.js');
    git('config', 'core.repositoryFormatVersion', '1');
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'remote.origin.url', `ext::touch ${witness}`);
    git('config', 'remote.origin.promisor', 'true');
    git('config', 'protocol.ext.allow', 'always');
    rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)));
  },
  expect: { outcome: 'undecided', reasons: ['git diff-tree failed: fatal: unable to read b9f91436c48f013c82394d7a862a7bd4197be30f'] },
});
