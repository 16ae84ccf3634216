import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a commit pushed past the line, without any attestation',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line }) {
    line.git('checkout', '--quiet', '--detach', 'main');
    line.commit({ 'src/greet.js': 'export const greet = () => process.env;\n' });
  },
  ask: ['release', 'HEAD'],
  expect: { code: 1, answer: { outcome: 'refused', reasons: ['the commit has no attestation'] } },
});
