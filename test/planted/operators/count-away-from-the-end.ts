import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isSource } from '../places.ts';

export default {
  title: 'Go through backwards',
  checkers: [7],
  plant: (tree) => change(tree, isSource, { find: /^ *for \((?:let|var) i = 0; i < .*; (i\+\+)\) \{$/u, by: 'i--' }),
} satisfies Operator;
