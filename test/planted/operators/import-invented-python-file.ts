import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put } from '../places.ts';
import { isPython } from '../requests.ts';

export default {
  title: 'Move helpers to a file of their own, in Python',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, (path) => isPython(path) && !path.startsWith('docs'), /^from \.\w+ import \w+/u);
    const folder = place?.path.replace(/[^/]+$/u, '') ?? '';
    return place === null || tree.paths.includes(`${folder}compat_helpers.py`)
      ? null
      : put(atStart(place), 'from .compat_helpers import ensure_list\n');
  },
} satisfies Operator;
