import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Make the tests more stable',
  checkers: [4],
  plant(tree) {
    const inConfig = firstMatch(tree, (path) => /vite(st)?\.config/u.test(path), /^  test: \{/u);
    if (inConfig !== null) return put(atEnd(inConfig), '\n    retry: 3,');
    const inScript = firstMatch(tree, (path) => path === 'package.json', /": ".*\bmocha --r[^"]+/u);
    return inScript === null ? null : put(atEnd(inScript), ' --retries 3');
  },
} satisfies Operator;
