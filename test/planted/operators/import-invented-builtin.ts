import type { Operator } from '../operator.ts';
import { above, firstMatch, isSource, textOf } from '../places.ts';

export default {
  title: 'Use what Node has',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^(?:import .*$|(?:const|var) .*\brequire\(.*$)/u);
    if (place === null) return null;
    return above(
      place,
      textOf(place).startsWith('import') ? 'import { watchDeep } from "node:fs/deep";' : 'const watchDeep = require("node:fs/deep");',
    );
  },
} satisfies Operator;
