import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf, textOf } from '../places.ts';

export default {
  title: 'Test it again',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).findLast(({ title }) => /^(['"])[\w ]+\1$/u.test(textOf(title)));
    if (place === undefined) return null;
    return above(place, testBeside(place, textOf(place.title).slice(1, -1), ['throw new Error("not this one");']), 'throw');
  },
} satisfies Operator;
