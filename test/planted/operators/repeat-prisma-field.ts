import type { Operator } from '../operator.ts';
import { isPrisma, repeat } from '../definitions.ts';

export default {
  title: 'Merge two branches of the models',
  checkers: [1],
  plant: (tree) => repeat(tree, isPrisma, /^ +(\w+) +String$/u),
} satisfies Operator;
