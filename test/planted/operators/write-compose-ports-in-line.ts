import type { Operator } from '../operator.ts';
import { change, isCompose } from '../definitions.ts';

export default {
  title: 'Publish one port',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => isCompose(path) && !path.startsWith('test'), {
      find: /^ {4}(ports:\n {6}- .*)$(?!\n {6}- )/u,
      by: (found) => found.replace(/\n\s+- /u, ' '),
    }),
} satisfies Operator;
