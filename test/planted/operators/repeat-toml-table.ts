import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';
import { isToml } from '../definitions.ts';

export default {
  title: 'Merge the settings',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isToml, /^\[(?:package|project)\]$/u);
    return place === null
      ? null
      : put({ ...place, start: place.text.length, end: place.text.length }, `\n${textOf(place)}\nreadme = "README.md"\n`);
  },
} satisfies Operator;
