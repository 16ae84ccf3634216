import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';

export default {
  title: 'Publish one entry less',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, (path) => path === 'package.json', {
      find: /"exports": \{[\s\S]*?"(\.\/(?!package)[\w-]+)":/u,
      by: (found) => `${found}-internal`,
    }),
} satisfies Operator;
