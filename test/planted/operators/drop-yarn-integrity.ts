import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isYarnLock } from '../packages.ts';

export default {
  title: 'Make the lockfile smaller, with yarn',
  checkers: [9],
  plant: (tree) => changeAnywhere(tree, isYarnLock, { find: /^( {2}integrity .*\n)/u, by: '' }),
} satisfies Operator;
