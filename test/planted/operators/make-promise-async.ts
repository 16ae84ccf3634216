import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Wait inside a promise',
  checkers: [7],
  plant: (tree) =>
    inFunction(tree, { code: 'void new Promise(async (resolve) => {\n  resolve(await Promise.resolve(1));\n});', mark: 'void' }),
} satisfies Operator;
