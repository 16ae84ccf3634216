import type { Operator } from '../operator.ts';
import { append, computingOf, isSource } from '../places.ts';

export default {
  title: 'Add up sizes',
  checkers: [6],
  plant(tree) {
    const path = computingOf(tree).at(-1)?.path ?? tree.paths.find(isSource) ?? '';
    const isTyped = path.endsWith('.ts');
    const isModule = isTyped || (path !== '' && /^export /mu.test(tree.read(path)));
    const head = `(sizes${isTyped ? ': number[]): number' : ')'} {`;
    return append(tree, {
      code: `${isModule ? 'export function addSizes' : 'module.exports.addSizes = function addSizes'}${head}\n  let sum = 0;\n  for (const size of sizes) {\n    sum += size;\n  }\n  return sum;\n}${isModule ? '' : ';'}`,
      mark: 'sum += size',
    });
  },
} satisfies Operator;
