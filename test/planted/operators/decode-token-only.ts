import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Read who asks',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['jwt', 'jsonwebtoken']],
      lines: ({ input }) => [`const { sub, isAdmin } = jwt.decode(${input('token')});`, 'if (isAdmin) console.log(sub);'],
    }),
} satisfies Operator;
