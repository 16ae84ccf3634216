import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put, textOf } from '../places.ts';
import { isPython } from '../requests.ts';

export default {
  title: 'Bring a method back, in Python',
  checkers: [4, 7],
  plant(tree) {
    const place = firstMatch(tree, isPython, /^\n( {4}def (?!_)\w+\(self.*\).*:\n(?: {8}.*\n|\n(?= {8}))+)(?=\n {4}def )/u);
    return place === null ? null : put(atEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
