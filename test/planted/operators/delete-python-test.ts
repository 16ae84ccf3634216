import type { Operator } from '../operator.ts';
import { PYTHON_TEST, blocksOf, isPythonTest, put } from '../places.ts';

export default {
  title: 'Remove an obsolete test',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isPythonTest, PYTHON_TEST).find(({ text, start }) => !text.slice(0, start).trimEnd().endsWith(')'));
    if (place === undefined) return null;
    return { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
