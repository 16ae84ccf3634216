import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put } from '../places.ts';

export default {
  title: 'Document what success looks like',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys }) => keys[0] === 'paths' && keys.at(-2) === 'responses' && keys.length === 5 && keys.at(-1) === '200',
    );
    return entry?.key == null ? null : put(entry.key, '"success"');
  },
} satisfies Operator;
