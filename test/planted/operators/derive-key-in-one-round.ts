import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Log in faster',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['{ pbkdf2Sync }', 'node:crypto']],
      lines: ['export function keyOfPassword(password, salt) {', '  return pbkdf2Sync(password, salt, 1, 32, "sha1");', '}'],
      mark: 'return pbkdf2Sync',
    }),
} satisfies Operator;
