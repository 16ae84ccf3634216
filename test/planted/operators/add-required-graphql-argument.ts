import type { Operator } from '../operator.ts';
import { change, isGraphql } from '../definitions.ts';

export default {
  title: 'Ask for a language',
  checkers: [3],
  plant: (tree) => change(tree, isGraphql, { find: /^ {2}\w+\((?=after)/u, by: (found) => `${found}locale: String!, ` }),
} satisfies Operator;
