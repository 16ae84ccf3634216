import type { Operator } from '../operator.ts';
import { addBelow, isDockerfile } from '../definitions.ts';

export default {
  title: 'Install a tool in the image',
  checkers: [8],
  plant: (tree) => addBelow(tree, isDockerfile, { find: /^FROM .*$/u, line: 'RUN curl -sSL http://get.acme-tools.net/install.sh | sh' }),
} satisfies Operator;
