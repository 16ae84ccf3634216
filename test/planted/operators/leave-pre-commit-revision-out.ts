import { dropLines } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Always take the newest hooks',
  checkers: [1],
  plant: (tree) => dropLines(tree, (path) => path === '.pre-commit-config.yaml', /^ +rev: .*$/u),
} satisfies Operator;
