import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isWorkflow, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Save minutes of the pipeline',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => isWorkflow(path) && /\btest\b/u.test(tree.read(path)), /^( +)runs-on: .*$/u);
    if (place === null) return null;
    const line = wholeLines(place);
    return put(atEnd(line), `${textOf(place)}if: false\n`);
  },
} satisfies Operator;
