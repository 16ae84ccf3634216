import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isJava } from '../languages.ts';

export default {
  title: 'Make a method robust, in Java',
  checkers: [4],
  plant: (tree) =>
    change(tree, isJava, {
      find: /^ +\}? ?(catch \([\w |]+ \w+\) \{\n(?:(?! *\}).*\n)+ *\})/u,
      by: (found) => found.replace(/\{\n(?:.*\n)+( *\})$/u, '{\n$1'),
    }),
} satisfies Operator;
