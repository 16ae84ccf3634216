import type { Operator } from '../operator.ts';
import { computingOf, isOneLine, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Apply a patch',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.find(isOneLine);
    if (place === undefined) return null;
    const line = wholeLines(place);
    return put(line, `@@ -10,7 +10,7 @@\n-${textOf(line)}+${textOf(line)}`);
  },
} satisfies Operator;
