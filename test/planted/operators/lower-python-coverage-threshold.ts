import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Set a realistic goal, in Python',
  checkers: [4],
  plant: (tree) =>
    change(tree, (path) => /^(?:pyproject\.toml|setup\.cfg|\.coveragerc|tox\.ini|pytest\.ini)$/u.test(path), {
      find: /(?:fail_under ?= ?|--cov-fail-under[= ])([2-9]\d|100)\b/u,
      by: '10',
    }),
} satisfies Operator;
