import type { Operator } from '../operator.ts';
import { isPythonTest, replaceFirst } from '../places.ts';

export default {
  title: 'Rename a test',
  checkers: [4],
  plant: (tree) => replaceFirst(tree, isPythonTest, { find: /^ *def (test)_\w+\(/u, by: () => 'check' }),
} satisfies Operator;
