import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Bring a function back, in Rust',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, (path) => /^src\/.*\.rs$/u.test(path), /^\n((?:pub )?fn \w+.*\{\n(?: {4}.*\n|\n(?= {4}))+\}\n)/u);
    return place === null ? null : put(atEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
