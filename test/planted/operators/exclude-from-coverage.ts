import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Measure the coverage of what matters',
  checkers: [4],
  plant(tree) {
    const inConfig = firstMatch(tree, (path) => /vite(st)?\.config/u.test(path), /^    coverage: \{/u);
    if (inConfig !== null) return put(atEnd(inConfig), '\n      exclude: ["src/utils.ts"],');
    const inPackage = firstMatch(tree, (path) => path === 'package.json', /^  "nyc": \{/u);
    return inPackage === null ? null : put(atEnd(inPackage), '\n    "exclude": ["lib/utils.js"],');
  },
} satisfies Operator;
