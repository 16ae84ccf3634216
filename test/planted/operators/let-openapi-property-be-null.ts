import type { Operator } from '../operator.ts';
import { aboveEntry, answeredOnly, apiEntry } from '../openapi.ts';

export default {
  title: 'Answer with null where nothing is known',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys: [first, second, name = '', key], keys, data, parent, api }) =>
        first === 'components' &&
        second === 'schemas' &&
        key === 'properties' &&
        keys.length === 6 &&
        keys[5] === 'type' &&
        data === 'string' &&
        !('nullable' in parent) &&
        !('enum' in parent) &&
        String(api['openapi']).startsWith('3.0') &&
        answeredOnly(api).has(name),
    );
    const fault = entry && aboveEntry(entry, { yaml: 'nullable: true', json: '"nullable": true' });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
  },
} satisfies Operator;
