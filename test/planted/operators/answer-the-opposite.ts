import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Settle a question',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /\breturn (true|false)\b/u, by: (found) => String(found !== 'true') }),
} satisfies Operator;
