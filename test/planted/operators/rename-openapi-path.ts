import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Spell a path as the others',
  checkers: [3],
  plant: (tree) =>
    changeAnywhere(tree, openApis(tree), { find: /^ +"?\/(?:[\w.-]+\/)*([\w-]+)"?: *\{?$/u, by: (found) => `${found}-list` }),
} satisfies Operator;
