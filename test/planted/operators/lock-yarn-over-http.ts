import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isYarnLock } from '../packages.ts';

export default {
  title: 'Use the mirror of the office, with yarn',
  checkers: [9],
  plant: (tree) => change(tree, isYarnLock, { find: /^ {2}resolved "(https):/u, by: 'http' }),
} satisfies Operator;
