import { repeat } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isGoSource } from '../places.ts';

export default {
  title: 'Merge two branches of the types, in Go',
  checkers: [4, 5],
  plant: (tree) =>
    repeat(tree, (path) => isGoSource(path) && !/(?:\.pb|_gen|\.gw)\.go$/u.test(path), /^(type \w+ struct \{\n(?:\t.*\n|\n)*?\})\n/u),
} satisfies Operator;
