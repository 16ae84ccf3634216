import type { Operator } from '../operator.ts';
import { addBelow, openApis } from '../definitions.ts';

export default {
  title: 'Bound what a client may send',
  checkers: [3],
  plant: (tree) =>
    addBelow(tree, (path) => openApis(tree)(path) && path.endsWith('l'), {
      find: /^ +in: query\n(?:.*\n){0,4}? +schema:\n( +type: string)$/u,
      line: 'maxLength: 3',
    }),
} satisfies Operator;
