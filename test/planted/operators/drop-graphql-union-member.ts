import type { Operator } from '../operator.ts';
import { changeAnywhere, isGraphql } from '../definitions.ts';

export default {
  title: 'Find fewer kinds of things',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, isGraphql, { find: /^union \w+ =(?: \|)?( \w+ \|) \w+/u, by: '' }) ??
    changeAnywhere(tree, isGraphql, { find: /^union \w+ =\n( +\| \w+\n)(?= +\|)/u, by: '' }),
} satisfies Operator;
