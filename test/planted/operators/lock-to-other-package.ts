import type { Operator } from '../operator.ts';
import { editNpmLock } from '../packages.ts';

export default {
  title: 'Merge the lockfile by hand',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked) => {
      locked.resolved = 'https://registry.npmjs.org/lodahs/-/lodahs-4.17.21.tgz';
      return `"${locked.resolved}"`;
    }),
} satisfies Operator;
