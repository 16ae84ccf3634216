import type { Operator } from '../operator.ts';
import { above, firstMatch, isTest } from '../places.ts';

export default {
  title: 'Check what the suite needs',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, (path) => isTest(path) && /^\s+it\(/mu.test(tree.read(path)), /^ +(it)\(/u);
    const hook =
      /\bbeforeEach\b/u.test(place?.text ?? '') || (place !== null && !/^import .*\bit\b|node:test/mu.test(place.text))
        ? 'beforeEach'
        : null;
    if (place === null || hook === null) return null;
    const head = place.text.includes('=>') ? '() => {' : 'function () {';
    return above(place, `${hook}(${head}\n  throw new Error("the service is not there");\n});\n`, 'throw');
  },
} satisfies Operator;
