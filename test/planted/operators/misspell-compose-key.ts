import type { Operator } from '../operator.ts';
import { change, isCompose } from '../definitions.ts';

export default {
  title: 'Restart a service',
  checkers: [1],
  plant: (tree) => change(tree, isCompose, { find: /^ {4}(restart|environment|volumes):/u, by: (found) => `${found}_policy` }),
} satisfies Operator;
