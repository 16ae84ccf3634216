import type { Operator } from '../operator.ts';
import { isCompose, repeat } from '../definitions.ts';

export default {
  title: 'Set more variables of a service',
  checkers: [1],
  plant: (tree) => repeat(tree, isCompose, /^ {4}(image|restart): .*$/u),
} satisfies Operator;
