import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put } from '../places.ts';

export default {
  title: 'Let a type know its context',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export interface (?<name>\w+)(?<at>) \{/u);
    return place === null ? null : put(place, '<Context>');
  },
} satisfies Operator;
