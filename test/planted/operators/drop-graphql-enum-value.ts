import type { Operator } from '../operator.ts';
import { changeAnywhere, isGraphql } from '../definitions.ts';

export default {
  title: 'Drop a state of the schema',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isGraphql, { find: /^enum \w+ \{\n((?: +"""[^"]*"""\n)? +\w+\n)(?= +["\w])/u, by: '' }),
} satisfies Operator;
