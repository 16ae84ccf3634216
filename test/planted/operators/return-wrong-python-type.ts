import type { Operator } from '../operator.ts';
import { firstMatch, isPythonSource, put } from '../places.ts';

export default {
  title: 'Return early',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /-> (?:str|bool|list\[\w+\]):\n(?: +""".*"""\n)? +return (.+)$/u);
    return place === null ? null : put(place, '0.5');
  },
} satisfies Operator;
