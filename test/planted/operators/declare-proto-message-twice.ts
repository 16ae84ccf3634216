import { isPublishedProto } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { firstMatch, textOf, put, atFileEnd } from '../places.ts';

export default {
  title: 'Merge two branches of the messages',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isPublishedProto, /^(message \w+ \{\n(?:[ \t].*\n|\n)*?\}\n)/u);
    return place === null ? null : put(atFileEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
