import type { Operator } from '../operator.ts';
import { above, firstMatch, isSource, textOf } from '../places.ts';

export default {
  title: 'Use a library for cloning',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^(?:import .*$| *(?:const|var) .*\brequire\(.*$)/u);
    if (place === null) return null;
    const isModule = textOf(place).startsWith('import');
    return above(
      place,
      isModule ? 'import { cloneFast } from "object-clone-fast-deep";' : 'var cloneFast = require("object-clone-fast-deep");',
    );
  },
} satisfies Operator;
