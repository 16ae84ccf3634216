import type { Operator } from '../operator.ts';
import { dropLines } from '../definitions.ts';

export default {
  title: 'Commit faster',
  checkers: [4],
  plant: (tree) => dropLines(tree, (path) => path === '.pre-commit-config.yaml', /^ +- id: [\w-]+$(?=\n +- id)/u),
} satisfies Operator;
