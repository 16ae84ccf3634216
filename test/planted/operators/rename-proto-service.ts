import type { Operator } from '../operator.ts';
import { changeAnywhere, isProto } from '../definitions.ts';

export default {
  title: 'Name a service better',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isProto, { find: /^service (\w+) \{/u, by: (found) => `${found}Api` }),
} satisfies Operator;
