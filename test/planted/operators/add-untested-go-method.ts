import type { Operator } from '../operator.ts';
import { atFileEnd, firstMatch, isGoSource, put, textOf } from '../places.ts';

export default {
  title: 'Add a method',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, isGoSource, /^func \(\w+ (\*?\w+)\) \w/u);
    if (place === null) return null;
    const code = `\n// PlantedSize says how large it is.\nfunc (x ${textOf(place)}) PlantedSize(limit int) int {\n\tif limit > 9 {\n\t\treturn 9\n\t}\n\treturn limit\n}\n`;
    return put(atFileEnd(place), code, 'return 9');
  },
} satisfies Operator;
