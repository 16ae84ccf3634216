import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isCargoLock, isCargoManifest } from '../packages.ts';

export default {
  title: 'Use the newest of a crate',
  checkers: [9],
  plant: (tree) =>
    tree.paths.some(isCargoLock)
      ? change(tree, isCargoManifest, {
          find: /^\[dependencies\]\n(?:.*\n)*?\w[\w-]* = "(\d+)/u,
          by: (found) => String(Number(found) + 40),
        })
      : null,
} satisfies Operator;
