import type { Operator } from '../operator.ts';
import { editNpmLock, sha512 } from '../packages.ts';

export default {
  title: 'Accept what the registry gives',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked) => {
      locked.integrity = sha512('exchanged');
      return locked.integrity;
    }),
} satisfies Operator;
