import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPnpmLock } from '../packages.ts';

export default {
  title: 'Make the lockfile smaller, with pnpm',
  checkers: [9],
  plant: (tree) => change(tree, isPnpmLock, { find: /^ +resolution: \{(integrity: [^}]+)\}/u, by: '' }),
} satisfies Operator;
