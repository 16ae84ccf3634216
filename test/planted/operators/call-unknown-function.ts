import type { Operator } from '../operator.ts';
import { computingOf, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Use the safe variant of a helper',
  checkers: [5],
  plant(tree) {
    const place = computingOf(tree, isTypeScript)
      .flatMap(({ statements }) => statements.slice(-1))
      .find((one) => /^return \w+\(/u.test(textOf(one)));
    if (place === undefined) return null;
    return put({ ...place, start: place.start + textOf(place).indexOf('('), end: place.start + textOf(place).indexOf('(') }, 'Safely');
  },
} satisfies Operator;
