import type { Operator } from '../operator.ts';
import { editNpmLock } from '../packages.ts';

export default {
  title: 'Make the lockfile smaller',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked, path) => {
      delete locked.integrity;
      return `"${path}"`;
    }),
} satisfies Operator;
