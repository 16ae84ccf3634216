import type { Operator } from '../operator.ts';
import { ownGraphql } from '../languages.ts';
import { firstMatch, textOf } from '../places.ts';

export default {
  title: 'Name a type of the interface better',
  checkers: [3],
  plant(tree) {
    const place = firstMatch(tree, ownGraphql(tree), /^type (?!Query\b|Mutation\b|Subscription\b)(\w+)/u);
    if (place === null) return null;
    const all = new RegExp(`\\b${textOf(place)}\\b`, 'gu');
    return { edits: { [place.path]: place.text.replaceAll(all, `${textOf(place)}Record`) }, at: { path: place.path } };
  },
} satisfies Operator;
