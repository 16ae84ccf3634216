import type { Operator } from '../operator.ts';
import { append, isSource } from '../places.ts';

export default {
  title: 'Load a library when it is needed',
  checkers: [4, 5],
  plant: (tree) =>
    append(tree, {
      code: 'export const loadTools = () => import("lazy-object-toolkit");',
      wanted: (path) => isSource(path) && /\.m?[jt]s$/u.test(path) && /^export /mu.test(tree.read(path)),
    }),
} satisfies Operator;
