import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isWorkflow, put } from '../places.ts';

export default {
  title: 'Keep the pipeline green',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ *(?:- )?run: [^|>\n]*\btest\b[^|\n]*$/u);
    return place === null ? null : put(atEnd(place), ' || true');
  },
} satisfies Operator;
