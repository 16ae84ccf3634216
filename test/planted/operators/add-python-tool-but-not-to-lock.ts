import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';

export default {
  title: 'Use a tool while developing, in Python',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('uv.lock') && !tree.paths.includes('poetry.lock')) return null;
    return addBelow(tree, (path) => path === 'pyproject.toml', { find: /^dev = \[$/u, line: '    "pytest-randomly>=3.16.0",' });
  },
} satisfies Operator;
