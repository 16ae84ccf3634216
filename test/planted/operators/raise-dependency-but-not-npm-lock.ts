import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isManifest } from '../packages.ts';

export default {
  title: 'Use the newest of a library',
  checkers: [9],
  plant: (tree) =>
    tree.paths.includes('package-lock.json')
      ? change(tree, isManifest, {
          find: /"dependencies": \{\n +"[^"]+": "([~^]?\d+)\./u,
          by: (found) => `^${Number(found.replace(/\D/u, '')) + 7}`,
        })
      : null,
} satisfies Operator;
