import type { Operator } from '../operator.ts';
import { firstMatch, isWorkflow, take } from '../places.ts';

export default {
  title: 'Speed the pipeline up',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ *- run: .*\blint\b.*$/u);
    return place === null ? null : take(place);
  },
} satisfies Operator;
