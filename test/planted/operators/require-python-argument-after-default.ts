import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPlainPython } from '../languages.ts';

export default {
  title: 'Ask for a limit, in Python',
  checkers: [5],
  plant: (tree) => change(tree, isPlainPython, { find: /^ *(?:async )?def \w+\([^()\n*]*=[^()\n*]*()\)(?: ->.*)?:$/u, by: ', limit' }),
} satisfies Operator;
