import type { Operator } from '../operator.ts';
import { isPythonTest, put, wholeFile } from '../places.ts';

export default {
  title: 'Demand a setting of the tests',
  checkers: [6],
  plant(tree) {
    const place = wholeFile(tree, (path) => isPythonTest(path) && /^def test_/mu.test(tree.read(path)));
    return place === null ? null : put({ ...place, start: place.end }, '\n\nraise RuntimeError("the fixture is missing")\n', 'raise');
  },
} satisfies Operator;
