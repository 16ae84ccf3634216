import type { Operator } from '../operator.ts';
import { JAVA_METHOD, isJava } from '../languages.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Refactor the start of a method, in Java',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isJava, JAVA_METHOD);
    return place === null ? null : put(place, `${textOf(place).split('\n')[0]}\n        // ... existing code ...\n`, '// ...');
  },
} satisfies Operator;
