import type { Operator } from '../operator.ts';
import { answeredOnly, apiEntry, takeEntry } from '../openapi.ts';

export default {
  title: 'Leave a property out where it is empty',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys: [first, second, name = '', key, index], keys, parent, api }) =>
        first === 'components' &&
        second === 'schemas' &&
        key === 'required' &&
        index === '0' &&
        keys.length === 5 &&
        Object.keys(parent).length > 1 &&
        answeredOnly(api).has(name),
    );
    return entry === null ? null : takeEntry(entry);
  },
} satisfies Operator;
