import type { Operator } from '../operator.ts';
import { METHODS, apiEntry, takeEntry } from '../openapi.ts';

export default {
  title: 'Stop offering a call',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent }) =>
        keys[0] === 'paths' && keys.length === 3 && METHODS.includes(keys[2] ?? '') && METHODS.filter((name) => name in parent).length > 1,
    );
    return entry === null ? null : takeEntry(entry);
  },
} satisfies Operator;
