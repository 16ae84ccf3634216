import { cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the frozen build replaced by a link to a folder that can change at any time',
  promise: 'build',
  level: 'detected',
  stage: 'evidence',
  tamper({ line }) {
    const artefacts = join(line.root, '.jidoka/state/artefacts');
    for (const digest of readdirSync(artefacts)) {
      cpSync(join(artefacts, digest), join(line.folder, 'own'), { recursive: true });
      rmSync(join(artefacts, digest), { recursive: true });
      symlinkSync(join(line.folder, 'own'), join(artefacts, digest));
      writeFileSync(join(line.folder, 'own/src/greet.js'), 'export const greet = () => process.env;\n');
    }
  },
  ask: ['release', '{{commit}}'],
  expect: { code: 1, answer: { outcome: 'refused', reasons: ['the build '] } },
});
