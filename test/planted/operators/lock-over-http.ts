import type { Operator } from '../operator.ts';
import { editNpmLock } from '../packages.ts';

export default {
  title: 'Use the mirror of the office',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked) => {
      locked.resolved = locked.resolved?.replace('https://', 'http://') ?? '';
      return `"${locked.resolved}"`;
    }),
} satisfies Operator;
