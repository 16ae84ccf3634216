import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Compile for the future',
  checkers: [1],
  plant: (tree) => change(tree, (path) => /(?:^|\/)tsconfig[\w.-]*\.json$/u.test(path), { find: /"target": "(\w+)"/u, by: 'ES2035' }),
} satisfies Operator;
