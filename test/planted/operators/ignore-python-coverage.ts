import type { Operator } from '../operator.ts';
import { isPythonSource, replaceFirst } from '../places.ts';

export default {
  title: 'Leave a function out of the coverage',
  checkers: [4],
  plant: (tree) => replaceFirst(tree, isPythonSource, { find: /^ *def \w+\(.*\)[^\n]*:()$/u, by: () => '  # pragma: no cover' }),
} satisfies Operator;
