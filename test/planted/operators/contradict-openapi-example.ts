import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put } from '../places.ts';

export default {
  title: 'Give an example',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, data, parent }) => keys.at(-1) === 'example' && parent['type'] === 'integer' && typeof data === 'number',
    );
    return entry === null ? null : put(entry.value, '"unlimited"');
  },
} satisfies Operator;
