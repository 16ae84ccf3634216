import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Read the token',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['jwt', 'jsonwebtoken']],
      lines: ({ input }) => [`const claims = jwt.verify(${input('token')}, "", { algorithms: ["none"] });`, 'console.log(claims);'],
    }),
} satisfies Operator;
