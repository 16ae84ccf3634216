import type { Operator } from '../operator.ts';
import { isGoTest, isPythonTest, isTest } from '../places.ts';

export default {
  title: 'Set a test file aside',
  checkers: [4, 6],
  plant(tree) {
    const paths = tree.paths.filter(
      (path) => (isTest(path) && /\b(it|test)\(/u.test(tree.read(path))) || isPythonTest(path) || isGoTest(path),
    );
    const path = paths.at(-1);
    return path === undefined || paths.length < 2 ? null : { edits: { [path]: null, [`${path}.bak`]: tree.read(path) }, at: { path } };
  },
} satisfies Operator;
