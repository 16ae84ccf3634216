import type { Operator } from '../operator.ts';
import { atStart, put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Disable a test the way mocha does',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(({ text, caller }) => !text.includes('vitest') && textOf(caller) === 'it');
    return place === undefined ? null : put(atStart(place.caller), 'x');
  },
} satisfies Operator;
