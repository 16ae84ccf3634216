import { change } from '../definitions.ts';
import { graphqlSchemas } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Insist on a field of an input',
  checkers: [3],
  plant: (tree) =>
    change(tree, graphqlSchemas(tree), {
      find: /^input \w+ \{\n(?:[ \t]+\w+: .*\n)*?[ \t]+\w+: ([\w[\]!]*[\w\]])$/u,
      by: (found) => `${found}!`,
    }),
} satisfies Operator;
