import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Keep people logged in',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['jwt', 'jsonwebtoken']],
      lines: [
        'export function readSession(token) {',
        '  return jwt.verify(token, process.env.SESSION_KEY, { ignoreExpiration: true });',
        '}',
      ],
      mark: 'return jwt',
    }),
} satisfies Operator;
