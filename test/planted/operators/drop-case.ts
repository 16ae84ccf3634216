import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Drop a case that cannot happen',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /^( +case .*:\n +return .*\n)(?= +(?:case|default))/u, by: () => '' }),
} satisfies Operator;
