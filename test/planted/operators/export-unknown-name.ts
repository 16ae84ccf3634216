import type { Operator } from '../operator.ts';
import { append, isSource } from '../places.ts';

export default {
  title: 'Export a helper',
  checkers: [4, 5],
  plant: (tree) =>
    append(tree, {
      code: 'export { helperThatIsGone };',
      mark: 'export',
      wanted: (path) => isSource(path) && /^export /mu.test(tree.read(path)),
    }),
} satisfies Operator;
