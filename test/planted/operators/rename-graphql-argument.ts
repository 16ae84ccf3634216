import { changeAnywhere } from '../definitions.ts';
import { graphqlSchemas } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Name an argument better',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, graphqlSchemas(tree), { find: /^type \w+[^{}]*\{[^{}]*?^[ \t]+\w+\(\s*(\w+): /u, by: (found) => `${found}Value` }),
} satisfies Operator;
