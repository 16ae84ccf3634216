import type { Operator } from '../operator.ts';
import { above, firstMatch, isSource } from '../places.ts';

export default {
  title: 'Prepare for files',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^(?:import \S.* from|(?:const|var) \w+ = require\()/u);
    if (place === null) return null;
    const isModule = place.text.startsWith('import', place.start);
    return above(place, isModule ? 'import { basename } from "node:path";' : 'const { basename } = require("path");');
  },
} satisfies Operator;
