import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Touch a line',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    if (place === undefined) return null;
    const { path, text, start } = wholeLines(place);
    const indent = { path, text, start, end: place.start };
    return put(
      indent,
      textOf(indent).startsWith('\t') ? textOf(indent).replaceAll('\t', '    ') : '\t',
      textOf(indent).startsWith('\t') ? '    ' : '\t',
    );
  },
} satisfies Operator;
