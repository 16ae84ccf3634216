import type { Operator } from '../operator.ts';
import { dropLines } from '../definitions.ts';
import { isJavaTest } from '../languages.ts';

export default {
  title: 'Shorten a test, in Java',
  checkers: [4],
  plant: (tree) => dropLines(tree, isJavaTest, /^ {8}(?:Assert\.|Assertions\.)?assert\w+\(.*\);$/u),
} satisfies Operator;
