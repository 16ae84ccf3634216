import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Ask for a locale',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export (?:async )?function (?<name>\w+)(?:<[^(]*>)?\((?<at>)\w+\??: /u);
    return place === null ? null : put(place, 'locale: string, ');
  },
} satisfies Operator;
