import type { Operator } from '../operator.ts';
import { repeat } from '../definitions.ts';
import { isPlainPython } from '../languages.ts';

export default {
  title: 'Merge two branches of a call, in Python',
  checkers: [5],
  plant: (tree) => repeat(tree, isPlainPython, /^ {8,}\w+=["']?\w+["']?,$/u),
} satisfies Operator;
