import { changeAnywhere } from '../definitions.ts';
import { isPublishedProto } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Remove an old call',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, isPublishedProto, {
      find: /^([ \t]+rpc \w+ ?\([^)]*\) returns ?\([^)]*\)(?:;| \{\}| \{\n(?:(?: {4}|\t\t).*\n)*?[ \t]+\})\n)/u,
      by: '',
    }),
} satisfies Operator;
