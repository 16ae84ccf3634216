import type { Operator } from '../operator.ts';
import { replaceFirst } from '../places.ts';

export default {
  title: 'Move the sources',
  checkers: [4, 5],
  plant: (tree) =>
    replaceFirst(tree, (path) => path === 'tsconfig.json', { find: /"include": \[([^\]]*)\]/u, by: () => '"sources/**/*.ts"' }),
} satisfies Operator;
