import type { Operator } from '../operator.ts';
import { changeAnywhere, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Drop a value nobody uses',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, (path) => path.endsWith('.json') && tree.paths.some(jsonSchemas(tree)), {
      find: /"enum": \[\n( +"\w+",\n)/u,
      by: '',
    }),
} satisfies Operator;
