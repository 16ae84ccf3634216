import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put } from '../places.ts';

export default {
  title: 'Make things by the factory only',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export class (?<name>\w+)[^{]*\{\n(?:(?!^\}).*\n)*? +(?<at>(?:public )?)constructor\(/u);
    return place === null ? null : put(place, 'private ');
  },
} satisfies Operator;
