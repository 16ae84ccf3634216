import type { Operator } from '../operator.ts';
import { aboveEntry, apiEntry } from '../openapi.ts';

export default {
  title: 'Describe a body',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent, api }) =>
        keys.length === 4 && keys[2] === 'post' && keys[3] === 'responses' && api['swagger'] === '2.0' && !('requestBody' in parent),
    );
    return entry === null
      ? null
      : aboveEntry(entry, {
          yaml: 'requestBody:\n  content:\n    application/json:\n      schema:\n        type: object',
          json: '"requestBody": { "content": { "application/json": { "schema": { "type": "object" } } } }',
        });
  },
} satisfies Operator;
