import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the attestation of one commit hung on another parent, and a graft that names the right one',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line, commit }) {
    const base = line.git('rev-parse', `${commit}^`);
    line.git('checkout', '--quiet', '--detach', base);
    const parent = line.commit({});
    const made = line.git('commit-tree', `${commit}^{tree}`, '-p', parent, '-m', 'Again');
    line.git('notes', '--ref=refs/notes/jidoka', 'copy', commit, made);
    line.git('checkout', '--quiet', '--detach', made);
    for (const gitDir of ['.jidoka/state/git', '.git']) writeFileSync(join(line.root, gitDir, 'info/grafts'), `${made} ${base}\n`);
  },
  ask: ['release', 'HEAD'],
  expect: { code: 1, answer: { outcome: 'refused', reasons: ['it is for a change on ', 'its base '] } },
});
