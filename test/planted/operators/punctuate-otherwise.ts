import type { Operator } from '../operator.ts';
import { atEnd, computingOf, put, textOf } from '../places.ts';

export default {
  title: 'Write a line in another style',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)
      .find(({ text }) => /^(import|const) /mu.test(text))
      ?.statements.at(-1);
    if (place === undefined) return null;
    return textOf(place).endsWith(';') ? put({ ...place, start: place.end - 1 }, '') : put(atEnd(place), ';');
  },
} satisfies Operator;
