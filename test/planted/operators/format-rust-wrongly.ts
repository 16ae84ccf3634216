import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isRust } from '../languages.ts';

export default {
  title: 'Touch a line, in Rust',
  checkers: [7],
  plant: (tree) => change(tree, isRust, { find: /^ {4}let \w+( = )\w.*;$/u, by: '  =  ' }),
} satisfies Operator;
