import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Require a newer Node',
  checkers: [3],
  plant: (tree) =>
    change(tree, (path) => path === 'package.json' && !/"private": true/u.test(tree.read(path)), {
      find: /"node": "[>=^]+(\d+)/u,
      by: '26',
    }),
} satisfies Operator;
