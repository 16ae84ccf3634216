import type { Operator } from '../operator.ts';
import { isPublishedProto } from '../languages.ts';
import { firstMatch, textOf } from '../places.ts';

export default {
  title: 'Name a message of the wire better',
  checkers: [3],
  plant(tree) {
    const place = firstMatch(tree, isPublishedProto, /^message (\w+) \{/u);
    if (place === null) return null;
    const all = new RegExp(`(?<![\\w.])${textOf(place)}\\b(?! = )`, 'gu');
    return { edits: { [place.path]: place.text.replaceAll(all, `${textOf(place)}V2`) }, at: { path: place.path } };
  },
} satisfies Operator;
