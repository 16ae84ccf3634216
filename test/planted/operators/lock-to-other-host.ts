import type { Operator } from '../operator.ts';
import { editNpmLock } from '../packages.ts';

export default {
  title: 'Resolve from the cache',
  checkers: [9],
  plant: (tree) =>
    editNpmLock(tree, (locked) => {
      locked.resolved = locked.resolved?.replace('registry.npmjs.org', 'registry.npmjs-cache.net') ?? '';
      return `"${locked.resolved}"`;
    }),
} satisfies Operator;
