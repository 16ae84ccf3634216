import { addBelow } from '../definitions.ts';
import { graphqlSchemas } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Send the whole record along',
  checkers: [1],
  plant(tree) {
    const wanted = graphqlSchemas(tree);
    for (const path of tree.paths.filter(wanted)) {
      const [, type] = /^type (?!Query|Mutation|Subscription)(\w+)/mu.exec(tree.read(path)) ?? [];
      const fault =
        type === undefined
          ? null
          : addBelow(tree, (one) => one === path, { find: /^input \w+ \{$/u, line: `original: ${type}`, deeper: 2 });
      if (fault !== null) return fault;
    }
    return null;
  },
} satisfies Operator;
