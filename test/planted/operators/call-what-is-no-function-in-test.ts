import type { Operator } from '../operator.ts';
import { addTest } from '../places.ts';

export default {
  title: 'Test a call-back',
  checkers: [5, 6],
  plant: (tree) =>
    addTest(tree, 'calls back', { body: ['const handlers = JSON.parse("{}");', 'handlers.done("now");'], mark: 'handlers.done' }),
} satisfies Operator;
