import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isYarnLock } from '../packages.ts';

export default {
  title: 'Use the mirror of a friend',
  checkers: [9],
  plant: (tree) =>
    change(tree, isYarnLock, {
      find: /^ {2}resolved "(https:\/\/registry\.(?:yarnpkg\.com|npmjs\.org))\//u,
      by: 'https://packages.fastmirror-cdn.net',
    }),
} satisfies Operator;
