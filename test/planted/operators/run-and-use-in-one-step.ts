import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';
import { below, isWorkflow } from '../definitions.ts';

export default {
  title: 'Install as part of a step',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ +- uses: .*$/u);
    return place === null ? null : below(place, '  run: npm ci');
  },
} satisfies Operator;
