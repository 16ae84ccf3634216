import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Resolve from the cache, in Python',
  checkers: [9],
  plant: (tree) =>
    change(tree, (path) => path === 'uv.lock', {
      find: /^sdist = \{ url = "https:\/\/(files\.pythonhosted\.org)/u,
      by: 'files.pythonhosted-cache.net',
    }),
} satisfies Operator;
