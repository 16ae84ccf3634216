import type { Operator } from '../operator.ts';
import { ownGraphql } from '../languages.ts';
import { atFileEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Merge two branches of the types',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, ownGraphql(tree), /^(type (?!Query|Mutation)\w+[^{}]*\{[^{}]*\}\n)/u);
    return place === null ? null : put(atFileEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
