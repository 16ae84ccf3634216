import type { Operator } from '../operator.ts';
import { change, isDockerfile } from '../definitions.ts';

export default {
  title: 'Follow the newest image',
  checkers: [8],
  plant: (tree) => change(tree, isDockerfile, { find: /^FROM [\w./-]+:([\w.-]+)/u, by: 'latest' }),
} satisfies Operator;
