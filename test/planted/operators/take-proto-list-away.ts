import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPublishedProto } from '../languages.ts';

export default {
  title: 'Send only the first one',
  checkers: [3],
  plant: (tree) => change(tree, isPublishedProto, { find: /^ +(repeated )[\w.]+ \w+ = \d+/u, by: '' }),
} satisfies Operator;
