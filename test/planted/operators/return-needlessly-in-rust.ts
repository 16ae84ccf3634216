import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isRust } from '../languages.ts';

export default {
  title: 'Say what comes back, in Rust',
  checkers: [7],
  plant: (tree) =>
    change(tree, isRust, { find: /^fn \w+.* -> .*\{\n(?: {4}.*\n|\n)*? {4}(\w[\w.():]*)\n\}\n/u, by: (found) => `return ${found};` }),
} satisfies Operator;
