import type { Operator } from '../operator.ts';
import { isGoTest, replaceFirst } from '../places.ts';

export default {
  title: 'Rename a test',
  checkers: [4],
  plant: (tree) => replaceFirst(tree, isGoTest, { find: /^func (T)est\w+\(t \*testing\.T\)/u, by: () => 't' }),
} satisfies Operator;
