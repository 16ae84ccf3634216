import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Keep a type to ourselves',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^(?<at>export) (?:interface|type) (?<name>\w+)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
