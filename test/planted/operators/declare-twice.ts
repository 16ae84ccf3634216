import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Resolve a conflict by keeping both lines',
  checkers: [4, 5, 6, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^( +(?:const|let) \w+ = [^\n{[(]+(?:\([^\n{]*\))?;?)$/u);
    if (place === null) return null;
    const line = wholeLines(place);
    return put(atEnd(line), textOf(line));
  },
} satisfies Operator;
