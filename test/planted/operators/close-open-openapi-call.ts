import type { Operator } from '../operator.ts';
import { aboveEntry, apiEntry } from '../openapi.ts';

const schemesOf = (api: Readonly<Record<string, unknown>>) =>
  Object.keys(
    api['securityDefinitions'] ?? (api['components'] as { readonly securitySchemes?: object } | undefined)?.securitySchemes ?? {},
  );

export default {
  title: 'Let only members call',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, parent, api }) =>
        keys[0] === 'paths' &&
        keys.length === 4 &&
        keys[3] === 'responses' &&
        !('security' in parent) &&
        !('security' in api) &&
        schemesOf(api).length > 0,
    );
    const [scheme] = entry === null ? [] : schemesOf(entry.api);
    const fault = entry && aboveEntry(entry, { yaml: `security:\n  - ${scheme}: []`, json: `"security": [{ "${scheme}": [] }]` });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
  },
} satisfies Operator;
