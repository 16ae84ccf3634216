import type { Operator } from '../operator.ts';
import { change, isGraphql } from '../definitions.ts';

export default {
  title: 'Let a field be missing',
  checkers: [3],
  plant: (tree) => change(tree, isGraphql, { find: /^ {2}\w+: (\w+!)$/u, by: (found) => found.slice(0, -1) }),
} satisfies Operator;
