import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Export less',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^(?<at>export) (?:async )?(?:function|class|const) (?<name>\w+)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
