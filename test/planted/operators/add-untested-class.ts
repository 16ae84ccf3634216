import type { Operator } from '../operator.ts';
import { append, isSource } from '../places.ts';

export default {
  title: 'Add a counter',
  checkers: [6],
  plant(tree) {
    return append(tree, {
      code: 'export class PlantedCounter {\n  count = 0;\n  increase() {\n    this.count += 1;\n    return this.count;\n  }\n}',
      mark: 'this.count += 1',
      wanted: (path) => isSource(path) && /^export /mu.test(tree.read(path)),
    });
  },
} satisfies Operator;
