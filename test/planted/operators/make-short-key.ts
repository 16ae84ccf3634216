import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Make keys faster',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['{ generateKeyPairSync }', 'node:crypto']],
      lines: ['export function signingKeys() {', '  return generateKeyPairSync("rsa", { modulusLength: 512 });', '}'],
      mark: 'return generate',
    }),
} satisfies Operator;
