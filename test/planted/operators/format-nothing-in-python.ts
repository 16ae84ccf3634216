import type { Operator } from '../operator.ts';
import { hasRuff, isPlainPython } from '../languages.ts';
import { above, firstMatch } from '../places.ts';

export default {
  title: 'Log a line, in Python',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, (path) => isPlainPython(path) && hasRuff(tree), /^ {4}return .*$/u);
    return place === null ? null : above(place, 'print(f"returning")');
  },
} satisfies Operator;
