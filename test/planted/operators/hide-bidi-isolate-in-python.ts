import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { above, firstMatch } from '../places.ts';

export default {
  title: 'Explain a check, in Python',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isPlainPython, /^ {4}return .*$/u);
    return place === null ? null : above(place, '# only for members \u2067 and admins \u2066');
  },
} satisfies Operator;
