import type { Operator } from '../operator.ts';
import { atFileEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Keep a library at a known version, in Python',
  checkers: [9],
  plant(tree) {
    const place = firstMatch(tree, (path) => /^requirements(?:\/prod)?\.txt$/u.test(path), /^[\w-]+==[\d.]+$/u);
    const next = place === null ? '' : `${textOf(place)}0`;
    return place === null ? null : put(atFileEnd(place), `${place.text.endsWith('\n') ? '' : '\n'}${next}\n`, next);
  },
} satisfies Operator;
