import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Add who maintains it',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => path === 'pyproject.toml' && /^\[project\]$/mu.test(tree.read(path)), {
      find: /^authors = \[\s*(\{[^}]*\})/u,
      by: '"Jane Doe <jane@acme-tools.com>"',
    }),
} satisfies Operator;
