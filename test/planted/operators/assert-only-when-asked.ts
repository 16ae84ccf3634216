import type { Operator } from '../operator.ts';
import { atStart, inStyle, isOneLine, put, testsOf } from '../places.ts';

export default {
  title: 'Run a slow assertion on request',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)
      .find(({ assertions }) => assertions.some(isOneLine))
      ?.assertions.find(isOneLine);
    return place === undefined ? null : put(atStart(place), inStyle(place.text, 'if (process.env.RUN_SLOW === "yes") '));
  },
} satisfies Operator;
