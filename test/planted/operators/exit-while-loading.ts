import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put } from '../places.ts';

export default {
  title: 'Stop when asked to',
  checkers: [4, 6],
  plant(tree) {
    const place = computingOf(tree)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    return put({ path, text, start: text.length, end: text.length }, inStyle(text, '\nprocess.exit(0);\n'), 'process');
  },
} satisfies Operator;
