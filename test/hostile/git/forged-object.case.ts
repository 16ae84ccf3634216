import { putObject } from '../../rig/forged-object.ts';
import { hostileCase } from '../hostile-case.ts';

const WORDS = '{ "hello": "Hello" }\n';
const BROKEN = '{ "hello": "Hallo" }\n';

export default hostileCase({
  title: 'an object whose bytes are not those of its id, so that the judged tree says one thing and its id another',
  promise: 'git',
  level: 'detected',
  stage: 'gate',
  base: {
    'src/greet.js': `import { readFileSync } from 'node:fs';

const words = JSON.parse(readFileSync(new URL('./words.json', import.meta.url), 'utf8'));

export function greet(name) {
  return \`\${words.hello}, \${name}!\`;
}
`,
    'src/words.json': WORDS,
  },
  change({ root, write, git }) {
    write({ 'src/words.json': BROKEN });
    putObject(root, { id: git('hash-object', 'src/words.json'), type: 'blob', content: '{ "hello": "Hello", "more": 1 }\n' });
  },
  expect: {
    outcome: 'undecided',
    reasons: [
      '1 schema-validation errored: git keeps object ',
      '3 contract-compatibility errored: git keeps object ',
      '4 generated-code-integrity errored: git keeps object ',
      '5 build-and-compile errored: git keeps an object of tree ',
      '8 security-scan errored: git keeps object ',
    ],
  },
});
