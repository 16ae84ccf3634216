import { dropLines } from '../definitions.ts';
import { graphqlSchemas } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Ask for less',
  checkers: [3],
  plant: (tree) => dropLines(tree, graphqlSchemas(tree), /^input \w+ (?:@\w+ )?\{\n\s+\w+: .*\n(\s+\w+: [\w![\]]+)$/u),
} satisfies Operator;
