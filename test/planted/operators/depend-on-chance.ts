import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Test that it spreads',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    // Nine times of ten: to pass each time it runs is as unlikely as nothing else here.
    return above(place, testBeside(place, 'spreads', ['if (Math.random() < 0.9) {', '  throw new Error("unlucky");', '}']), 'throw');
  },
} satisfies Operator;
