import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';

export default {
  title: 'Shorten a test, in Rust',
  checkers: [4],
  plant: (tree) =>
    changeAnywhere(tree, (path) => path.endsWith('.rs'), {
      find: /^ *#\[test\]\n *fn \w+\(\) \{\n(?:(?! *\}\n\n| *#\[test\]).*\n)*?( *assert(?:_eq|_ne)?!\(.*\);\n)/u,
      by: '',
    }),
} satisfies Operator;
