import type { Operator } from '../operator.ts';
import { addBelow, isGraphql } from '../definitions.ts';
import { firstMatch, textOf } from '../places.ts';

export default {
  title: 'Show the last filter',
  checkers: [1],
  plant(tree) {
    const isSchema = (path: string) =>
      isGraphql(path) && /^type Query \{$/mu.test(tree.read(path)) && /^input \w+ /mu.test(tree.read(path));
    const input = firstMatch(tree, isSchema, /^input (\w+) /u);
    return input === null
      ? null
      : addBelow(tree, (path) => path === input.path, { find: /^type Query \{$/u, line: `lastFilter: ${textOf(input)}`, deeper: 2 });
  },
} satisfies Operator;
