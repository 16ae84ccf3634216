import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Name a property better',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, openApis(tree), { find: /^ +"?properties"?: *\{?\n +"?(\w+)"?: *\{?$/u, by: (found) => `${found}Value` }),
} satisfies Operator;
