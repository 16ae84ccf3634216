import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { ownGraphql } from '../languages.ts';

export default {
  title: 'Ask for what a caller wants',
  checkers: [1],
  plant: (tree) => change(tree, ownGraphql(tree), { find: /^(?:query|mutation)(?: \w+)? \{\n +\w+\(\w+: ("[^"]*"|\d+)/u, by: '$wanted' }),
} satisfies Operator;
