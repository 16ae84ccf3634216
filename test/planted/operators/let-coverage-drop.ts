import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Tolerate a smaller coverage',
  checkers: [4],
  plant: (tree) => change(tree, (path) => /^\.?codecov\.ya?ml$/u.test(path), { find: /^ +threshold: (\d+%)$/u, by: '25%' }),
} satisfies Operator;
