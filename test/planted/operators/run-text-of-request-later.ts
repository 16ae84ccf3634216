import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Run what was planned later',
  checkers: [8],
  plant: (tree) => inService(tree, { lines: ({ query }) => [`setTimeout(\`notify(\${${query('plan')}})\`, 1000);`], mark: 'setTimeout' }),
} satisfies Operator;
