import type { Operator } from '../operator.ts';
import { editNpmLock } from '../packages.ts';

export default {
  title: 'Repair the lockfile',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked) => {
      locked.integrity = `sha1-${'a1B2'.repeat(6)}c3U=`;
      return locked.integrity;
    }),
} satisfies Operator;
