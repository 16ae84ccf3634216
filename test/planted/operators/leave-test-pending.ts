import type { Operator } from '../operator.ts';
import { put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Keep a test by its title only',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(({ text, assertions }) => !text.includes('vitest') && assertions.length > 1);
    return place === undefined ? null : put(place, `it(${textOf(place.title)});`);
  },
} satisfies Operator;
