import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the attestation of one commit hung on the same tree with another parent',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line, commit }) {
    line.git('checkout', '--quiet', '--detach', `${commit}^`);
    const parent = line.commit({});
    const made = line.git('commit-tree', `${commit}^{tree}`, '-p', parent, '-m', 'Again');
    line.git('notes', '--ref=refs/notes/jidoka', 'copy', commit, made);
    line.git('checkout', '--quiet', '--detach', made);
  },
  ask: ['release', 'HEAD'],
  expect: { code: 1, answer: { outcome: 'refused', reasons: ['it is for a change on ', 'its base '] } },
});
