import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isGoSource } from '../places.ts';

export default {
  title: 'Make a function robust, in Go',
  checkers: [4],
  plant: (tree) => change(tree, isGoSource, { find: /^\tif err != nil (\{\n\t\treturn .*\n\t\})/u, by: '{\n\t}' }),
} satisfies Operator;
