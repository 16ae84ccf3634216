import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { hasRuff, isPlainPython } from '../languages.ts';

export default {
  title: 'Name an error, in Python',
  checkers: [7],
  plant: (tree) =>
    change(tree, (path) => isPlainPython(path) && hasRuff(tree), {
      find: /^ +except [\w.]+:$/u,
      by: (found) => found.replace(/:$/u, ' as problem:'),
    }),
} satisfies Operator;
