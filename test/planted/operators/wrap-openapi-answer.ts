import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Make room beside the answer',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys }) => keys[3] === 'responses' && keys[4] === '200' && keys.at(-1) === '$ref' && keys.at(-2) === 'schema',
    );
    if (entry?.key == null) return null;
    const { key, value } = entry;
    const [name, reference] = [textOf(key), textOf(value).trimEnd()];
    const place = { ...key, end: value.start + reference.length };
    const indent = ' '.repeat(key.start - key.text.lastIndexOf('\n', key.start) - 1);
    return put(
      place,
      name.startsWith('"')
        ? `"type": "object", "properties": { "data": { ${name}: ${reference} } }`
        : `type: object\n${indent}properties:\n${indent}  data:\n${indent}    ${name}: ${reference}`,
    );
  },
} satisfies Operator;
