import type { Operator } from '../operator.ts';
import { JAVA_METHOD, isJava } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Prepare a rewrite, in Java',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isJava, JAVA_METHOD);
    return place === null ? null : put(place, '        throw new UnsupportedOperationException("Not implemented yet");\n');
  },
} satisfies Operator;
