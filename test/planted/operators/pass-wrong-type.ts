import type { Operator } from '../operator.ts';
import { firstMatch, inStyle, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Cut a value',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /\.slice\((\d)\b/u);
    return place === null ? null : put(place, inStyle(place.text, `"${textOf(place)}"`));
  },
} satisfies Operator;
