import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';
import { below, isWorkflow } from '../definitions.ts';

export default {
  title: 'Debug the deployment',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ +- uses: actions\/checkout@.*$/u);
    return place === null ? null : below(place, '- run: echo "token is ${{ secrets.DEPLOY_TOKEN }}"');
  },
} satisfies Operator;
