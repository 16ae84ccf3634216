import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Make the type checker less strict',
  checkers: [4],
  plant: (tree) =>
    change(tree, (path) => /^(?:pyproject\.toml|mypy\.ini|setup\.cfg)$/u.test(path), {
      find: /^\[(?:tool\.)?mypy\]\n(?:(?!\[).*\n)*?(?:strict|disallow_untyped_defs|warn_return_any) ?= ?([Tt]rue)$/u,
      by: (found) => (found === 'True' ? 'False' : 'false'),
    }),
} satisfies Operator;
