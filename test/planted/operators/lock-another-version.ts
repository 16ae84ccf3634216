import type { Operator } from '../operator.ts';
import { editNpmLock } from '../packages.ts';

export default {
  title: 'Downgrade in the lockfile only',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked, path) => {
      locked.version = '0.0.1';
      return `"${path}"`;
    }),
} satisfies Operator;
