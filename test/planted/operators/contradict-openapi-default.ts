import type { Operator } from '../operator.ts';
import { atEnd, atStart, firstMatch, put, textOf, wholeLines } from '../places.ts';
import { openApis } from '../definitions.ts';

export default {
  title: 'Give a parameter a default',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, openApis(tree), /^ +(?:- )?"?type"?: "?integer"?,?$/u);
    if (place === null) return null;
    return place.path.endsWith('.json')
      ? put(atStart(wholeLines(place)), '"default": "ten",\n')
      : put(atEnd(place), `\n${' '.repeat(textOf(place).search(/\w/u))}default: ten`);
  },
} satisfies Operator;
