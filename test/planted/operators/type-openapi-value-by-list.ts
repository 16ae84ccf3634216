import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put } from '../places.ts';

export default {
  title: 'Let a text be missing',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, data, api }) =>
        keys.at(-1) === 'type' &&
        data === 'string' &&
        String(api['openapi']).startsWith('3.0') &&
        !keys.includes('example') &&
        (keys.includes('schemas') || keys.includes('schema')),
    );
    return entry === null ? null : put(entry.value, '["string", "null"]');
  },
} satisfies Operator;
