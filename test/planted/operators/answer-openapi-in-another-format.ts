import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Answer in the format of our company',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys }) => keys[3] === 'responses' && keys[4] === '200' && keys.length === 7 && keys[6] === 'application/json',
    );
    return entry?.key == null ? null : put(entry.key, textOf(entry.key).replace('json', 'vnd.acme+json'));
  },
} satisfies Operator;
