import type { Operator } from '../operator.ts';
import { firstMatch, take } from '../places.ts';

export default {
  title: 'Speed the pipeline up',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path.startsWith('.github/workflows/'), /^ *- run: .*\btest\b.*$/u);
    return place === null ? null : take(place);
  },
} satisfies Operator;
