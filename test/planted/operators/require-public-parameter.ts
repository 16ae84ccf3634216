import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Insist on a parameter of a function',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export (?:async )?function (?<name>\w+)(?:<[^(]*>)?\([^()]*?\w(?<at>\?): /u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
