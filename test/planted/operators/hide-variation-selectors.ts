import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put } from '../places.ts';

const HIDDEN = [...'approve'].map((letter) => String.fromCodePoint(0xe0100 + (letter.codePointAt(0) ?? 0) - 16)).join('');

export default {
  title: 'Explain a line',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ *\/\/ \w.*$/u);
    return place === null ? null : put(atEnd(place), HIDDEN);
  },
} satisfies Operator;
