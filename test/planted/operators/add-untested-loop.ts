import type { Operator } from '../operator.ts';
import { append, computingOf } from '../places.ts';

export default {
  title: 'Add up sizes',
  checkers: [6],
  plant(tree) {
    const isTyped = computingOf(tree).at(-1)?.path.endsWith('.ts') === true;
    const isModule = isTyped || /^export /mu.test(computingOf(tree).at(-1)?.text ?? '');
    const head = `(sizes${isTyped ? ': number[]): number' : ')'} {`;
    return append(tree, {
      code: `${isModule ? 'export function addSizes' : 'module.exports.addSizes = function addSizes'}${head}\n  let sum = 0;\n  for (const size of sizes) {\n    sum += size;\n  }\n  return sum;\n}${isModule ? '' : ';'}`,
      mark: 'sum += size',
    });
  },
} satisfies Operator;
