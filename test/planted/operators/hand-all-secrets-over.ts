import type { Operator } from '../operator.ts';
import { isWorkflow } from '../definitions.ts';
import { above, firstMatch } from '../places.ts';

export default {
  title: 'Give the deployment what it needs',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ {6}- run: .*$/u);
    return place === null ? null : above(place, '- uses: acme-tools/deploy@v2\n  with:\n    settings: ${{ toJSON(secrets) }}', 'settings:');
  },
} satisfies Operator;
