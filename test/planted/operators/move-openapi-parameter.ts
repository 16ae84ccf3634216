import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Take a parameter from the header',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, data, parent }) => keys.at(-1) === 'in' && data === 'query' && parent['required'] === true && 'name' in parent,
    );
    if (entry === null) return null;
    const { edits, at } = put(entry.value, textOf(entry.value).replace('query', 'header'));
    return { edits, at: { path: at.path } };
  },
} satisfies Operator;
