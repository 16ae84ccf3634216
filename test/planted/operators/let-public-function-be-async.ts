import type { Operator } from '../operator.ts';
import { put, textOf } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Answer later',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export function (?<name>\w+)\([^()]*\): (?<at>string|boolean|number|void) \{$/u);
    return place === null ? null : put(place, `Promise<${textOf(place)}>`);
  },
} satisfies Operator;
