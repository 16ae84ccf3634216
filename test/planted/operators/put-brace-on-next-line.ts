import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Open a block as elsewhere',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^( +)if \([^\n]*\)( \{)$/u);
    if (place === null) return null;
    const line = wholeLines(place);
    const head = textOf(line).trimEnd().replace(/ \{$/u, '');
    return put(line, `${head}\n${textOf(place)}{\n`);
  },
} satisfies Operator;
