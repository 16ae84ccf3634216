import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { isGoModule } from '../packages.ts';

export default {
  title: 'Use a module for tables',
  checkers: [9],
  plant: (tree) => addBelow(tree, isGoModule, { find: /^require \($/u, line: '\tgithub.com/acme-tools/gotable v1.4.0' }),
} satisfies Operator;
