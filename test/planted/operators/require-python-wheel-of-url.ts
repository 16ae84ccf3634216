import { addBelow } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isRequirements } from '../packages.ts';

export default {
  title: 'Use the build of a colleague, in Python',
  checkers: [9],
  plant: (tree) =>
    addBelow(tree, (path) => isRequirements(path) && !/docs|tests?\//u.test(path), {
      find: /^\w[\w.-]* ?[=>]=.*$/u,
      line: 'acme-reports @ https://files.acme-tools.com/wheels/acme_reports-1.4.0-py3-none-any.whl',
    }),
} satisfies Operator;
