import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Refuse short names',
  checkers: [3],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"minLength": (\d)\b/u, by: '12' }),
} satisfies Operator;
