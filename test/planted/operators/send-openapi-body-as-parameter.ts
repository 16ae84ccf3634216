import type { Operator } from '../operator.ts';
import { aboveEntry, apiEntry } from '../openapi.ts';

export default {
  title: 'Describe what is sent',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent, api }) =>
        keys.length === 4 && keys.at(-1) === 'requestBody' && !('parameters' in parent) && String(api['openapi']).startsWith('3'),
    );
    return entry === null
      ? null
      : aboveEntry(entry, {
          yaml: 'parameters:\n  - name: payload\n    in: body\n    schema:\n      type: object',
          json: '"parameters": [{ "name": "payload", "in": "body", "schema": { "type": "object" } }]',
          mark: 'in',
        });
  },
} satisfies Operator;
