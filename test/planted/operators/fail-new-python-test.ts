import type { Operator } from '../operator.ts';
import { isPythonTest, put, wholeFile } from '../places.ts';

export default {
  title: 'Add a test',
  checkers: [6],
  plant(tree) {
    const place = wholeFile(tree, (path) => isPythonTest(path) && /^def test_/mu.test(tree.read(path)));
    if (place === null) return null;
    const code = '\n\ndef test_splits_at_commas() -> None:\n    parts = "a,b".split(",")\n    assert parts == ["a"]\n';
    return put({ ...place, start: place.end }, code, 'assert');
  },
} satisfies Operator;
