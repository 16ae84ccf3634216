import { change } from '../definitions.ts';
import { isPublishedProto } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Sort the values of an enum',
  checkers: [3],
  plant: (tree) => change(tree, isPublishedProto, { find: /^[ \t]+[A-Z][A-Z0-9_]+ = ([1-9]\d*)(?=;| \[)/u, by: '97' }),
} satisfies Operator;
