import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Reformat the specification',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => openApis(tree)(path) && !path.endsWith('.json'), {
      find: /^( {4,})\w+:/u,
      by: (found) => '\t'.repeat(found.length / 2),
    }),
} satisfies Operator;
