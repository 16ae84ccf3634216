import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Skip the head',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /for \((?:let|var) \w+ = (0);/u, by: () => '1' }),
} satisfies Operator;
