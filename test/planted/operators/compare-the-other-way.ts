import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Fix a comparison',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) =>
    breakTested(tree, isSource, { find: /^ *(?:\} else )?if \([^\n]* ([<>])=? -?\d/u, by: (sign) => (sign === '<' ? '>' : '<') }),
} satisfies Operator;
