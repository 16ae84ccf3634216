import type { Operator } from '../operator.ts';
import { addBelow, isGraphql } from '../definitions.ts';

export default {
  title: 'Ask for more',
  checkers: [1],
  plant: (tree) =>
    addBelow(tree, (path) => isGraphql(path) && /^(?:query|fragment)\b/mu.test(tree.read(path)), {
      find: /^ +(?:id|name|title)$/u,
      line: 'ratingOfCritics',
    }),
} satisfies Operator;
