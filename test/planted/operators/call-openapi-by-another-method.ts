import { apiEntry } from '../openapi.ts';
import type { Operator } from '../operator.ts';
import { textOf, put } from '../places.ts';

export default {
  title: 'Update as one should',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent }) => keys[0] === 'paths' && keys[2] === 'put' && keys.length === 3 && !('patch' in parent),
    );
    if (entry?.key == null) return null;
    const { path } = entry.key;
    return { edits: put(entry.key, textOf(entry.key).replace('put', 'patch')).edits, at: { path } };
  },
} satisfies Operator;
