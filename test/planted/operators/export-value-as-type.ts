import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put } from '../places.ts';

export default {
  title: 'Export types as types',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export(?<at> )\{\s+(?<name>(?!type\b|default\b)[a-z]\w*)\b[^}]*\} from/u);
    return place === null ? null : put(place, ' type ');
  },
} satisfies Operator;
