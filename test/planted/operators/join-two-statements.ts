import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Save a line',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ +(?:const|let) \w+ = [^\n{[(`]+;(\n +)(?:const|let|return|if)\b/u);
    return place === null ? null : put(place, ' ');
  },
} satisfies Operator;
