import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPublishedProto } from '../languages.ts';

export default {
  title: 'Allow several of a choice',
  checkers: [1],
  plant: (tree) => change(tree, isPublishedProto, { find: /^ *oneof \w+ \{\n(?: *\/\/.*\n|\s*\n)* +()[\w.]+ \w+ = \d+/u, by: 'repeated ' }),
} satisfies Operator;
