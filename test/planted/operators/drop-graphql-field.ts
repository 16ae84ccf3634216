import type { Operator } from '../operator.ts';
import { dropLines, isGraphql } from '../definitions.ts';

export default {
  title: 'Drop a field nobody uses',
  checkers: [3],
  plant: (tree) => dropLines(tree, isGraphql, /^type \w+[^{\n]*\{\n(?: {2}""".*"""\n)? {2}\w+: \w+!?\n[\s\S]*?^( {2}\w+: \w+!?)$/u),
} satisfies Operator;
