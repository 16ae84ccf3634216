import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put } from '../places.ts';

export default {
  title: 'Protect the database from large pages',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(tree, ({ keys, data }) => keys.at(-1) === 'maximum' && keys.includes('parameters') && Number(data) > 5);
    return entry === null ? null : put(entry.value, '5');
  },
} satisfies Operator;
