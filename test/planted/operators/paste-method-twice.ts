import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put, textOf } from '../places.ts';

export default {
  title: 'Bring a method back',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = firstMatch(
      tree,
      isSource,
      /^( {2}(?!if|for|while|switch|catch|function|constructor)(?:async )?\w+\([^\n]*\)[^\n]*\{\n(?:(?! {2}\}\n)[^\n]*\n){1,12}? {2}\}\n)/u,
    );
    return place === null || !/^(?:export )?class /mu.test(place.text) ? null : put(atEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
