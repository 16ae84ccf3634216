import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Test a list',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const type = place.path.endsWith('ts') ? ': string[]' : '';
    const first = testBeside(place, 'collects', ['shared.push("a");']);
    const second = testBeside(place, 'starts empty', ['if (shared.length !== 0) {', '  throw new Error("somebody was here");', '}']);
    return above(place, `const shared${type} = [];\n${first}${second}`, 'throw');
  },
} satisfies Operator;
