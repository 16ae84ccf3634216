import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Leave a test to be written again later',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(({ text, assertions }) => text.includes('vitest') && assertions.length > 1);
    return place === undefined ? null : put(place, inStyle(place.text, `it.todo(${textOf(place.title)});`));
  },
} satisfies Operator;
