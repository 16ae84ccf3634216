import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { ownGraphql } from '../languages.ts';

export default {
  title: 'Take an argument as it is stored',
  checkers: [3],
  plant: (tree) =>
    change(tree, ownGraphql(tree), {
      find: /^ +\w+\(\s*(?:""".*"""\s*)?\w+: (Int|String|ID)\b/u,
      by: (found) => (found === 'Int' ? 'String' : 'Int'),
    }),
} satisfies Operator;
