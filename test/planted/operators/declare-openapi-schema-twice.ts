import { apiEntry } from '../openapi.ts';
import type { Operator } from '../operator.ts';
import { textOf, atEnd, wholeLines, put } from '../places.ts';

export default {
  title: 'Merge two branches of the schemas',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(
      tree,
      ({ keys, data, value }) =>
        (keys[0] === 'definitions' ? keys.length === 2 : keys[1] === 'schemas' && keys.length === 3) &&
        typeof data === 'object' &&
        !value.text.trimStart().startsWith('{'),
    );
    if (entry?.key == null) return null;
    const end = entry.value.start + textOf(entry.value).trimEnd().length;
    const lines = wholeLines({ ...entry.key, end });
    return put(atEnd(lines), textOf(lines));
  },
} satisfies Operator;
