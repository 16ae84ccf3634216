import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Test a timeout',
  checkers: [6],
  confirmedBy: 'test',
  plant(tree) {
    const place = testsOf(tree)[0];
    if (place === undefined) return null;
    return above(place, testBeside(place, 'waits', ['setTimeout(() => {', '  throw new Error("too late");', '}, 1);']), 'throw');
  },
} satisfies Operator;
