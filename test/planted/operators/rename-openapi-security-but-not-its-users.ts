import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Name the authorisation better',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, api }) =>
        ((keys.length === 3 && keys[1] === 'securitySchemes') || (keys.length === 2 && keys[0] === 'securityDefinitions')) &&
        JSON.stringify([api['security'], api['paths']]).includes(`{"${keys.at(-1)}":[`),
    );
    if (entry?.key == null) return null;
    const { edits, at } = put(
      entry.key,
      textOf(entry.key).replace(/\w+/u, (name) => `${name}Scheme`),
    );
    return { edits, at: { path: at.path } };
  },
} satisfies Operator;
