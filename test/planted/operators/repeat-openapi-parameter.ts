import type { Operator } from '../operator.ts';
import { apiEntry } from '../openapi.ts';
import { atEnd, atStart, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Merge the parameters of two branches',
  checkers: [1],
  plant(tree) {
    const first = apiEntry(
      tree,
      ({ keys, data }) => keys.at(-2) === 'parameters' && keys.at(-1) === '0' && keys[0] === 'paths' && 'name' in Object(data),
    );
    if (first === null) return null;
    const { value } = first;
    const isJson = value.text.trimStart().startsWith('{');
    if (isJson) return put(atStart(value), `${textOf(value)}, `);
    const lines = wholeLines({ ...value, end: value.start + textOf(value).trimEnd().length });
    return put(atEnd(lines), textOf(lines));
  },
} satisfies Operator;
