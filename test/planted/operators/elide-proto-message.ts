import type { Operator } from '../operator.ts';
import { isPublishedProto } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Update a message',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isPublishedProto, /^message \w+ \{\n((?: {2}.*\n|\s*\n(?= {2})){4,})\}\n/u);
    return place === null ? null : put(place, '  // ... remaining fields unchanged ...\n');
  },
} satisfies Operator;
