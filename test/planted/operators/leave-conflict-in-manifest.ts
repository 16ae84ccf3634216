import type { Operator } from '../operator.ts';
import { firstMatch, isManifest, put, textOf } from '../places.ts';

export default {
  title: 'Merge the main branch',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = firstMatch(tree, isManifest, /^ +"version": .*$/u);
    if (place === null) return null;
    return put(place, `<<<<<<< HEAD\n${textOf(place)}\n=======\n  "version": "9.9.9",\n>>>>>>> main`);
  },
} satisfies Operator;
