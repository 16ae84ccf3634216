import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';

export default {
  title: 'Use a library for tables',
  checkers: [9],
  plant: (tree) =>
    tree.paths.includes('uv.lock')
      ? addBelow(tree, (path) => path.endsWith('pyproject.toml'), { find: /^dependencies = \[$/u, line: '    "tabulate-extras>=0.9.0",' })
      : null,
} satisfies Operator;
