import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isPnpmLock } from '../packages.ts';

export default {
  title: 'Use the build of a colleague, with pnpm',
  checkers: [9],
  plant: (tree) =>
    change(tree, isPnpmLock, { find: /^ +resolution: \{()integrity: /u, by: 'tarball: http://files.acme-tools.net/build.tgz, ' }),
} satisfies Operator;
