import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isGoTest } from '../places.ts';

export default {
  title: 'Expect less of a result, in Go',
  checkers: [4],
  plant: (tree) =>
    change(tree, isGoTest, {
      find: /^\t+(?:assert|require)\.Equal\(t, [^,()\n]+, [\w.]+\)$/u,
      by: (found) => found.replace(/Equal\(t, [^,]+, /u, 'NotNil(t, '),
    }),
} satisfies Operator;
