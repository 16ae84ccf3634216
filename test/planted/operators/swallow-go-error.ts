import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isGoSource } from '../places.ts';

const isWritten = (path: string) => isGoSource(path) && !/\.pb\./u.test(path);

export default {
  title: 'Make a function robust, in Go',
  checkers: [4],
  plant: (tree) => change(tree, isWritten, { find: /^\tif err != nil (\{\n\t\treturn .*\n\t\})/u, by: '{\n\t}' }),
} satisfies Operator;
