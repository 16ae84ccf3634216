import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isCargoLock } from '../packages.ts';

export default {
  title: 'Make the lockfile smaller, in Rust',
  checkers: [9],
  plant: (tree) => changeAnywhere(tree, isCargoLock, { find: /^(checksum = .*\n)/u, by: '' }),
} satisfies Operator;
