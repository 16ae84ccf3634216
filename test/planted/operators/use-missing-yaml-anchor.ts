import type { Operator } from '../operator.ts';
import { isCompose } from '../definitions.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Share the settings of the services',
  checkers: [1],
  plant: (tree) => {
    const place = firstMatch(tree, isCompose, /^services:\n {2}[\w-]+:\n/u);
    return place === null || place.text.includes('&service-defaults') ? null : put(atEnd(place), '    <<: *service-defaults\n');
  },
} satisfies Operator;
