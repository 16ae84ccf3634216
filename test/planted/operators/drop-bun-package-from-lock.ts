import type { Operator } from '../operator.ts';
import { dropLines } from '../definitions.ts';

export default {
  title: 'Resolve a conflict in bun.lock',
  checkers: [9],
  plant: (tree) => dropLines(tree, (path) => path === 'bun.lock', /^ {4}"(?:typescript|vitest)": \["(?:typescript|vitest)@.*\],$/u),
} satisfies Operator;
