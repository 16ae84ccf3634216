import type { Operator } from '../operator.ts';
import { above, testsOf, textOf } from '../places.ts';

export default {
  title: 'Test a table',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree)[0];
    if (place === undefined) return null;
    const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
    const test = `  ${name}("is small: " + value, () => {\n    if (value > 2) {\n      throw new Error("too large");\n    }\n  });\n`;
    return above(place, `for (const value of [1, 2, 3]) {\n${test}}\n`, 'throw');
  },
} satisfies Operator;
