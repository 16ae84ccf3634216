import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { isCargoLock, isCargoManifest } from '../packages.ts';

export default {
  title: 'Use a crate for tables',
  checkers: [9],
  plant: (tree) =>
    tree.paths.some(isCargoLock)
      ? addBelow(tree, isCargoManifest, { find: /^\[dependencies\]$/u, line: 'prettytable-next = "0.10"' })
      : null,
} satisfies Operator;
