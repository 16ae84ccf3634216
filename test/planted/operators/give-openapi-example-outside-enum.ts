import { apiEntry, aboveEntry } from '../openapi.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Show what a kind looks like',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent, data }) =>
        keys.at(-1) === 'enum' &&
        Array.isArray(data) &&
        parent['type'] === 'string' &&
        !['example', 'examples', 'default', 'in'].some((key) => key in parent),
    );
    return entry === null ? null : aboveEntry(entry, { yaml: 'example: unknown_kind', json: '"example": "unknown_kind"' });
  },
} satisfies Operator;
