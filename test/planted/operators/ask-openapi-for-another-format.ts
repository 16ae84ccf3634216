import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Ask for patches in the standard way',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(tree, ({ keys }) => keys.length === 6 && keys[3] === 'requestBody' && keys[5] === 'application/json');
    return entry?.key == null ? null : put(entry.key, textOf(entry.key).replace('json', 'merge-patch+json'));
  },
} satisfies Operator;
