import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';

export default {
  title: 'Reorder a configuration',
  checkers: [1],
  plant: (tree) =>
    changeAnywhere(tree, (path) => path.endsWith('.json') && !/lock|tsconfig|\.vscode|jsconfig/u.test(path), {
      find: /^ +"\w[^"]*": "[^"]*"(,)$/u,
      by: '',
    }),
} satisfies Operator;
