import type { Operator } from '../operator.ts';
import { change, isProto } from '../definitions.ts';

export default {
  title: 'Allow several',
  checkers: [3],
  plant: (tree) => change(tree, isProto, { find: /^ {2}()int32 \w+ = \d+;/u, by: 'repeated ' }),
} satisfies Operator;
