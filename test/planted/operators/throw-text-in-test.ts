import type { Operator } from '../operator.ts';
import { addTest } from '../places.ts';

export default {
  title: 'Fail in plain words',
  checkers: [6, 7],
  plant: (tree) => addTest(tree, 'says what is wrong', { body: ['throw "no connection";'], mark: 'throw' }),
} satisfies Operator;
