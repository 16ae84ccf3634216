import type { Operator } from '../operator.ts';
import { isManifest, replaceFirst } from '../places.ts';

export default {
  title: 'Simplify the test script',
  checkers: [4],
  plant: (tree) => replaceFirst(tree, isManifest, { find: /( --100| --check-coverage| --coverage 100)/u, by: () => '' }),
} satisfies Operator;
