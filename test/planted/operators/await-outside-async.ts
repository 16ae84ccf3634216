import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Wait for the last step',
  checkers: [4, 5, 6, 7],
  plant(tree) {
    const place = computingOf(tree).find(
      ({ text, start }) => !/async (?:function )?$/u.test(text.slice(0, start)) && text.startsWith('function', start),
    );
    const last = place?.statements.at(-1);
    return last === undefined ? null : above(last, 'await Promise.resolve();');
  },
} satisfies Operator;
