import type { Operator } from '../operator.ts';
import { append, isSource } from '../places.ts';

export default {
  title: 'Export a helper from here as well',
  checkers: [4, 5],
  plant: (tree) =>
    append(tree, {
      code: 'export { toPlainObject } from "./to-plain-object.js";',
      wanted: (path) => isSource(path) && /^export /mu.test(tree.read(path)),
    }),
} satisfies Operator;
