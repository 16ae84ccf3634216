import type { Operator } from '../operator.ts';
import { change, isProto } from '../definitions.ts';

export default {
  title: 'Number an enum',
  checkers: [1],
  plant: (tree) => change(tree, isProto, { find: /^ +[A-Z_]+_UNSPECIFIED = (0);/u, by: '90' }),
} satisfies Operator;
