import { addBelow, isDockerfile } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Install the private packages',
  checkers: [8],
  plant(tree) {
    const fault = addBelow(tree, isDockerfile, { find: /^FROM .*$/u, line: 'ARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN' });
    return fault === null ? null : { ...fault, at: { path: fault.at.path, line: (fault.at.line ?? 0) + 1 } };
  },
} satisfies Operator;
