import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { jsonSchemas } from '../definitions.ts';

export default {
  title: 'Insist on a property of the schema',
  checkers: [3],
  plant(tree) {
    for (const path of tree.paths.filter(jsonSchemas(tree))) {
      const text = tree.read(path);
      const schema = JSON.parse(text) as { readonly properties?: object; readonly required?: readonly string[] };
      const optional = Object.keys(schema.properties ?? {}).find((name) => !(schema.required ?? []).includes(name));
      const list = [...text.matchAll(/^(?: {2}| {4}|\t)"required": \[/gmu)].at(-1);
      if (optional === undefined || list === undefined) continue;
      const at = list.index + list[0].length;
      return put({ path, text, start: at, end: at }, `\n        "${optional}",`);
    }
    return null;
  },
} satisfies Operator;
