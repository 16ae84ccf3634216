import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isRequirements } from '../packages.ts';

export default {
  title: 'Always use the newest, in Python',
  checkers: [9],
  plant: (tree) => change(tree, isRequirements, { find: /^\w[\w.-]*(==\S+)$/u, by: '' }),
} satisfies Operator;
