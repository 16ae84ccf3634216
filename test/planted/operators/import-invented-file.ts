import type { Operator } from '../operator.ts';
import { above, firstMatch, isSource, textOf } from '../places.ts';

export default {
  title: 'Move helpers to a file of their own',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^(?:import .*$| *(?:const|var) .*\brequire\(.*$)/u);
    if (place === null) return null;
    const isModule = textOf(place).startsWith('import');
    return above(place, isModule ? 'import { normalize } from "./helpers/normalize";' : 'var normalize = require("./helpers/normalize");');
  },
} satisfies Operator;
