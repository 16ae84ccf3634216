import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Check a list faster',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /\.(some|every)\(/u, by: (found) => (found === 'some' ? 'every' : 'some') }),
} satisfies Operator;
