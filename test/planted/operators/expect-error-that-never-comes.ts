import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Test a refusal',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).find(({ text }) => /\bexpect\(/u.test(text));
    if (place === undefined) return null;
    const check = `expect(() => JSON.parse("{}")).${/\bchai\b/u.test(place.text) ? 'to.throw' : 'toThrow'}();`;
    return above(place, testBeside(place, 'refuses', [check]), 'expect');
  },
} satisfies Operator;
