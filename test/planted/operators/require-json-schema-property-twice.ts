import type { Operator } from '../operator.ts';
import { jsonSchemas } from '../definitions.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Merge what is required',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, jsonSchemas(tree), /"required": \[\s*("\w+")/u);
    return place === null ? null : put(place, `${textOf(place)}, ${textOf(place)}`);
  },
} satisfies Operator;
