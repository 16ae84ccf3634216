import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put, textOf } from '../places.ts';

export default {
  title: 'Change a call',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ *(?:const|var|return|if) .*\w\((\w+)\)/u);
    return place === null ? null : put(place, ` ${textOf(place)} `);
  },
} satisfies Operator;
