import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isTest } from '../places.ts';

export default {
  title: 'Accept more answers in a test',
  checkers: [4],
  plant: (tree) =>
    change(tree, isTest, {
      find: /expect\([\w.]+\.status(?:Code)?\)\.((?:toBe|toEqual|toStrictEqual)\(\d{3}\))/u,
      by: 'toBeLessThan(500)',
    }),
} satisfies Operator;
