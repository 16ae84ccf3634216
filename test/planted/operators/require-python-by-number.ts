import type { Operator } from '../operator.ts';
import { change, isToml } from '../definitions.ts';

export default {
  title: 'Raise the required Python',
  checkers: [1],
  plant: (tree) => change(tree, isToml, { find: /^requires-python = (".*")$/u, by: '3.11' }),
} satisfies Operator;
