import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Use the newest of a library, in Python',
  checkers: [9],
  plant: (tree) =>
    tree.paths.includes('uv.lock')
      ? change(tree, (path) => path.endsWith('pyproject.toml'), {
          find: /^dependencies = \[\n +"[\w[\]-]+(?:>=|==)(\d+)/u,
          by: (found) => String(Number(found) + 90),
        })
      : null,
} satisfies Operator;
