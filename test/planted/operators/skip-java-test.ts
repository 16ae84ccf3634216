import type { Operator } from '../operator.ts';
import { below } from '../definitions.ts';
import { isJavaTest } from '../languages.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Skip a flaky test, in Java',
  checkers: [4, 6],
  plant(tree) {
    const place = firstMatch(tree, isJavaTest, /^ +@Test$/u);
    if (place === null) return null;
    return below(place, place.text.includes('jupiter') ? '@org.junit.jupiter.api.Disabled("flaky")' : '@org.junit.Ignore("flaky")');
  },
} satisfies Operator;
