import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isAnyRust } from '../languages.ts';

export default {
  title: 'Correct a test, in Rust',
  checkers: [6],
  plant: (tree) =>
    changeAnywhere(tree, isAnyRust, {
      find: /^ *#\[test\]\n *fn \w+\(\) \{\n(?: {4,}.*\n)*? +assert_eq!\(.*, (\d+)\);$/u,
      by: (found) => `${Number(found) + 3}`,
    }),
} satisfies Operator;
