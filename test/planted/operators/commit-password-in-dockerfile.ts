import type { Operator } from '../operator.ts';
import { addBelow, isDockerfile } from '../definitions.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Build with the database',
  checkers: [8],
  plant: (tree) => addBelow(tree, isDockerfile, { find: /^FROM .*$/u, line: `ENV DB_PASSWORD=${madeUp(20, ALNUM, 'docker')}` }),
} satisfies Operator;
