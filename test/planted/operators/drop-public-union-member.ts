import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put } from '../places.ts';

export default {
  title: 'Drop a mode nobody uses',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^export type (?<name>\w+) =(?:\s+\|)? ['"][\w-]+['"](?<at>\s+\| ['"][\w-]+['"])(?=;|\s)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
