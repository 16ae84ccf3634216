import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Keep the pipeline going when tests fail',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path.startsWith('.github/workflows/'), /^ *(?:- )?run: .*\btest\b.*$/u);
    if (place === null) return null;
    const indent = textOf(place).indexOf('run:');
    return put(atEnd(place), `\n${' '.repeat(indent)}continue-on-error: true`);
  },
} satisfies Operator;
