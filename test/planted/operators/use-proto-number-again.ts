import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPublishedProto } from '../languages.ts';

export default {
  title: 'Replace a field nobody uses',
  checkers: [3],
  plant: (tree) => change(tree, isPublishedProto, { find: /^ +((?:optional )?string \w+) = \d+/u, by: 'int64 revision' }),
} satisfies Operator;
