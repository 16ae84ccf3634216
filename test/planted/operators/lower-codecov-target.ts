import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Set a realistic goal for patches',
  checkers: [4],
  plant: (tree) =>
    change(tree, (path) => /(?:^|\/)\.?codecov\.ya?ml$/u.test(path), { find: /^ +target: ([2-9]\d(?:\.\d+)?|100)%?/u, by: '5' }),
} satisfies Operator;
