import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPlainPython } from '../languages.ts';

export default {
  title: 'Mark a false alarm, in Python',
  checkers: [4],
  plant: (tree) =>
    change(tree, isPlainPython, {
      find: /^ +.*(?:subprocess\.|hashlib\.|random\.|requests\.(?:get|post))[^#\n]*$/u,
      by: (found) => `${found}  # nosec`,
    }),
} satisfies Operator;
