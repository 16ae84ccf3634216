import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';

export default {
  title: 'Lint what matters, in Python',
  checkers: [4],
  plant: (tree) =>
    changeAnywhere(tree, (path) => path === 'pyproject.toml' || path === 'ruff.toml', {
      find: /^(?:extend-)?select = \[\n( +"[A-Z]+\d*",?.*\n)(?= +")/u,
      by: '',
    }),
} satisfies Operator;
