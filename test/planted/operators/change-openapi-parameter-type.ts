import type { ApiEntry } from '../openapi.ts';
import { apiEntry } from '../openapi.ts';
import type { Operator } from '../operator.ts';
import { textOf, put } from '../places.ts';

export default {
  title: 'Ask by number',
  checkers: [3],
  plant(tree) {
    const isParameter = ({ keys, parent, data }: ApiEntry) =>
      keys.at(-1) === 'type' &&
      data === 'string' &&
      keys.includes('parameters') &&
      (keys.at(-2) === 'schema' || typeof parent['in'] === 'string') &&
      !['enum', 'format', 'pattern', 'example', 'default', 'minLength', 'maxLength'].some((key) => key in parent);
    const entry = apiEntry(tree, isParameter);
    return entry === null ? null : put(entry.value, textOf(entry.value).replace('string', 'integer'));
  },
} satisfies Operator;
