import type { Operator } from '../operator.ts';
import { isGraphql } from '../definitions.ts';
import { atFileEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Search everything',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isGraphql, /^type (?!Query\b|Mutation\b|Subscription\b)(\w+)\b.*\{$/u);
    return place === null
      ? null
      : put(atFileEnd({ ...place, text: `${place.text.trimEnd()}\n` }), `\nunion Anything = ${textOf(place)} | String\n`);
  },
} satisfies Operator;
