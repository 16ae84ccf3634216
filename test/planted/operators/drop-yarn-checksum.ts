import { changeAnywhere } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isYarnLock } from '../packages.ts';

export default {
  title: 'Make the lockfile smaller, with the new yarn',
  checkers: [9],
  plant: (tree) => changeAnywhere(tree, isYarnLock, { find: /^( {2}checksum: .*\n)/u, by: '' }),
} satisfies Operator;
