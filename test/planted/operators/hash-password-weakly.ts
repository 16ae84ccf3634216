import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Store passwords as hashes',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['{ createHash }', 'node:crypto']],
      lines: ['export function hashPassword(password) {', '  return createHash("md5").update(password).digest("hex");', '}'],
      mark: 'createHash("md5',
    }),
} satisfies Operator;
