import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isManifest, isPnpmLock } from '../packages.ts';

export default {
  title: 'Use the newest of a library, with pnpm',
  checkers: [9],
  plant: (tree) =>
    tree.paths.some(isPnpmLock)
      ? change(tree, isManifest, {
          find: /"(?:devD|d)ependencies": \{\n +"[^"]+": "([~^]?\d+)\./u,
          by: (found) => `^${Number(found.replace(/\D/u, '')) + 7}`,
        })
      : null,
} satisfies Operator;
