import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Take whole numbers only',
  checkers: [3],
  plant: (tree) =>
    change(tree, jsonSchemas(tree), { find: /"type": (\["\w+", ?"\w+"[^\]]*\])/u, by: (found) => found.slice(1).split(',')[0] ?? found }),
} satisfies Operator;
