import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the frozen build edited after it was attested',
  promise: 'build',
  level: 'detected',
  stage: 'evidence',
  tamper({ line }) {
    const artefacts = join(line.root, '.jidoka/state/artefacts');
    for (const digest of readdirSync(artefacts))
      writeFileSync(join(artefacts, digest, 'src/greet.js'), 'export const greet = () => process.env;\n');
  },
  ask: ['release', '{{commit}}'],
  expect: { code: 1, answer: { outcome: 'refused', reasons: ['the build '] } },
});
