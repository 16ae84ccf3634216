import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isJava } from '../languages.ts';

export default {
  title: 'Tidy a method, in Java',
  checkers: [5],
  plant: (tree) => change(tree, isJava, { find: /^ {8}return .*(;)$/u, by: '' }),
} satisfies Operator;
