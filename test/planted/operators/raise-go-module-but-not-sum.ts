import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isGoModule } from '../packages.ts';

export default {
  title: 'Use the newest of a module',
  checkers: [9],
  plant: (tree) =>
    change(tree, isGoModule, { find: /^require \(\n\t\S+ (v\d+\.\d+\.\d+)$/u, by: (found) => found.replace(/\.\d+\.\d+$/u, '.999.0') }),
} satisfies Operator;
