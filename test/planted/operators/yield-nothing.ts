import type { Operator } from '../operator.ts';
import { append, isSource } from '../places.ts';

export default {
  title: 'Prepare a generator',
  checkers: [7],
  plant: (tree) =>
    append(tree, {
      code: 'export function* steps() {\n  return 1;\n}',
      mark: 'export',
      wanted: (path) => isSource(path) && /^export /mu.test(tree.read(path)),
    }),
} satisfies Operator;
