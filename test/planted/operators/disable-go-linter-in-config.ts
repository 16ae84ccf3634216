import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';

export default {
  title: 'Lint what matters, in Go',
  checkers: [4],
  plant: (tree) =>
    changeAnywhere(tree, (path) => /^\.golangci\.ya?ml$/u.test(path), { find: /^ *enable:\n( +- \w+.*\n)(?= +- )/u, by: '' }),
} satisfies Operator;
