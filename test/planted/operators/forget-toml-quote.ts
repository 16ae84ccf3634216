import type { Operator } from '../operator.ts';
import { change, isToml } from '../definitions.ts';

export default {
  title: 'Describe the package',
  checkers: [1],
  plant: (tree) => change(tree, isToml, { find: /^(?:name|description) = "[^"\n]*(")$/u, by: '' }),
} satisfies Operator;
