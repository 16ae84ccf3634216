import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isManifest, isYarnLock } from '../packages.ts';

export default {
  title: 'Use the newest of a library, with yarn',
  checkers: [9],
  plant: (tree) =>
    tree.paths.some(isYarnLock)
      ? change(tree, isManifest, {
          find: /"dependencies": \{\n +"[^"]+": "([~^]?\d+)\./u,
          by: (found) => `^${Number(found.replace(/\D/u, '')) + 7}`,
        })
      : null,
} satisfies Operator;
