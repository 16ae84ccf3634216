import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the attestation of one commit hung on another tree',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line, commit }) {
    line.git('checkout', '--quiet', '--detach', `${commit}^`);
    line.commit({ 'src/greet.js': 'export const greet = () => process.env;\n' });
    line.git('notes', '--ref=refs/notes/jidoka', 'copy', commit, 'HEAD');
  },
  ask: ['release', 'HEAD'],
  expect: { code: 1, answer: { outcome: 'refused', reasons: ['it is for the tree '] } },
});
