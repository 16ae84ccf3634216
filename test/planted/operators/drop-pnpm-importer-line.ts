import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isPnpmLock } from '../packages.ts';

export default {
  title: 'Resolve a conflict in the lockfile',
  checkers: [9],
  plant: (tree) => changeAnywhere(tree, isPnpmLock, { find: /^( {6}\S+:\n {8}specifier: .*\n {8}version: .*\n)/u, by: '' }),
} satisfies Operator;
