import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Remove an obsolete test, in Rust',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path.endsWith('.rs'), /^\n( *#\[test\]\n( *)fn \w+\(\) \{\n(?:.*\n)*?\2\}\n)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
