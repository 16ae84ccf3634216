import type { Operator } from '../operator.ts';
import { firstMatch, inStyle, isSource, put, textOf } from '../places.ts';

export default {
  title: 'Write keys as in JSON',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /[=(] \{\n +(\w+): (?:['"\d]|true|false|\w+,$)/u);
    return place === null ? null : put(place, inStyle(place.text, `"${textOf(place)}"`));
  },
} satisfies Operator;
