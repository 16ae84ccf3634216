import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';
import { below, isWorkflow } from '../definitions.ts';

export default {
  title: 'Use the newest action',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ +- uses: actions\/checkout@.*$/u);
    return place === null ? null : below(place, '- uses: acme-tools/upload-report@main');
  },
} satisfies Operator;
