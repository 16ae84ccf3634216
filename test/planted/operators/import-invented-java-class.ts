import type { Operator } from '../operator.ts';
import { isJava } from '../languages.ts';
import { atStart, firstMatch, put } from '../places.ts';

export default {
  title: 'Use the helper for pauses',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isJava, /^import [\w.]+;$/u);
    const [, name] = /^package ([\w.]+);/mu.exec(place?.text ?? '') ?? [];
    return place === null || name === undefined ? null : put(atStart(place), `import ${name}.util.BackoffCalculator;\n`);
  },
} satisfies Operator;
