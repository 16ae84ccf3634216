import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Sign the session',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['jwt', 'jsonwebtoken']],
      lines: [
        'export function signSession(user) {',
        `  return jwt.sign({ sub: user.id }, "${madeUp(24, ALNUM, 'jwt')}", { expiresIn: "1h" });`,
        '}',
      ],
      mark: 'jwt.sign',
    }),
} satisfies Operator;
