import type { Operator } from '../operator.ts';
import { below } from '../definitions.ts';
import { isManifest } from '../packages.ts';
import { firstMatch, textOf } from '../places.ts';

export default {
  title: 'Say what the package offers',
  checkers: [3],
  plant(tree) {
    if (!tree.paths.includes('package.json') || /"(?:exports|private)":/u.test(tree.read('package.json'))) return null;
    if (!tree.read('package.json').includes('"files":')) return null;
    const place = firstMatch(tree, isManifest, /^ +"main": "(?:\.\/)?(.*)",$/u);
    return place === null ? null : below(place, `"exports": "./${textOf(place)}",`);
  },
} satisfies Operator;
