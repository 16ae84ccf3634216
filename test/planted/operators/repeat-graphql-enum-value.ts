import { repeat } from '../definitions.ts';
import { graphqlSchemas } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Merge two branches of an enum',
  checkers: [1],
  plant: (tree) => repeat(tree, graphqlSchemas(tree), /^enum \w+ \{\n(\s+\w+)\n/u),
} satisfies Operator;
