import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Take text only',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export (?:async )?function (?<name>\w+)(?:<[^(]*>)?\([^()]*?\w\??: \w+(?<at> \| \w+)\b[^()]*\)/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
