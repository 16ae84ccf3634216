import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isRust } from '../languages.ts';

export default {
  title: 'Warm up first, in Rust',
  checkers: [5],
  plant: (tree) => change(tree, isRust, { find: /^(?:pub )?fn \w+\(.*\{\n()/u, by: '    warm_up_caches();\n' }),
} satisfies Operator;
