import type { Operator } from '../operator.ts';
import { isGraphql } from '../definitions.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Share the fields of a type',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isGraphql(path) && /^type Query\b/mu.test(tree.read(path)),
      /^type (?!Query\b|Mutation\b|Subscription\b)\w+( )\{$/u,
    );
    return place === null ? null : put(place, ' implements Query ');
  },
} satisfies Operator;
