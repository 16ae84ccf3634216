import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Leave a slow test file out',
  checkers: [4, 6],
  plant(tree) {
    const inConfig = firstMatch(tree, (path) => /vite(st)?\.config/u.test(path), /^  test: \{/u);
    if (inConfig !== null) return put(atEnd(inConfig), '\n    exclude: ["**/utils.spec.ts", "node_modules/**"],');
    const inScript = firstMatch(tree, (path) => path === 'package.json', /": ".*\bmocha --r[^"]+/u);
    return inScript === null ? null : put(atEnd(inScript), ' --grep options --invert');
  },
} satisfies Operator;
