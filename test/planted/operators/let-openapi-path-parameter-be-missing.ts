import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put } from '../places.ts';

export default {
  title: 'Make the identifier optional',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, data, parent }) => keys.at(-1) === 'required' && data === true && parent['in'] === 'path' && 'name' in parent,
    );
    return entry === null ? null : put(entry.value, 'false');
  },
} satisfies Operator;
