import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Also accept other types',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /\w (===) \w/u);
    const isStrict =
      tree.paths.some((path) => path.startsWith('.eslintrc.json')) ||
      (tree.paths.includes('eslint.config.mjs') && tree.read('package.json').includes('@antfu/eslint-config'));
    return place === null || !isStrict ? null : put(place, '==');
  },
} satisfies Operator;
