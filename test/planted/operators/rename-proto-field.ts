import { change } from '../definitions.ts';
import { isPublishedProto } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Name a field better',
  checkers: [3],
  plant: (tree) =>
    change(tree, isPublishedProto, {
      find: /^ {2}(?:repeated |optional )?(?!option|reserved|rpc|oneof|message|enum|return)[\w.]+ (\w+) = \d+/u,
      by: (found) => `${found}_value`,
    }),
} satisfies Operator;
