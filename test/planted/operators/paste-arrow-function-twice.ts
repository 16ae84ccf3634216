import { repeat } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isSource } from '../places.ts';

export default {
  title: 'Merge two branches of the helpers',
  checkers: [4, 5],
  plant: (tree) =>
    repeat(tree, isSource, /^((?:export )?const \w+(?:: \w+)? = (?:async )?\([^()]*\)(?:: [^=\n]+)? => \{\n(?:[ \t].*\n|\n)*?\};?\n)/u),
} satisfies Operator;
