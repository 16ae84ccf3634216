import type { Operator } from '../operator.ts';
import { breakTested, isGoSource } from '../places.ts';

export default {
  title: 'Fix a condition',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) =>
    breakTested(tree, isGoSource, { find: /^\t+if \w+(?:\.\w+\(\))? (==|!=) [\w.]+ \{$/u, by: (sign) => (sign === '==' ? '!=' : '==') }),
} satisfies Operator;
