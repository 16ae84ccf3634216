import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Fix a condition',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /^ +if \((\w+(?:\.\w+)*(?:\([\w, .]*\))?)\)/u, by: (condition) => `!${condition}` }),
} satisfies Operator;
