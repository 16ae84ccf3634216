import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isTest } from '../places.ts';

export default {
  title: 'Expect of a call only that it is made',
  checkers: [4],
  plant: (tree) => change(tree, isTest, { find: /\.(?:toHaveBeenCalledWith|toBeCalledWith)\([^()\n]+\)/u, by: '.toHaveBeenCalled()' }),
} satisfies Operator;
