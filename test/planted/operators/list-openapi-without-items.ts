import { apiEntry, takeEntry } from '../openapi.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Describe a list shorter',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent, data, api }) =>
        keys.at(-1) === 'items' &&
        parent['type'] === 'array' &&
        typeof data === 'object' &&
        Object.keys(parent).length > 1 &&
        !keys.some((key) => key.startsWith('example')) &&
        !String(api['openapi']).startsWith('3.1'),
    );
    return entry === null ? null : takeEntry(entry);
  },
} satisfies Operator;
