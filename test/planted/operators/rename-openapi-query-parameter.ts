import { apiEntry } from '../openapi.ts';
import type { Operator } from '../operator.ts';
import { textOf, put } from '../places.ts';

export default {
  title: 'Name a filter better',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent, data }) => keys.at(-1) === 'name' && parent['in'] === 'query' && typeof data === 'string',
    );
    if (entry === null) return null;
    const { edits, at } = put(entry.value, textOf(entry.value).replace(/\w(?=['"]?$)/u, '$&By'));
    return { edits, at: { path: at.path } };
  },
} satisfies Operator;
