import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Insist on an option',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(
      tree,
      /^export (?:interface|type) (?<name>\w*Options)\b[^{]*\{\n(?:[^}]*\n)??\s+(?:readonly )?\w+(?<at>\?): /u,
    );
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
