import type { Operator } from '../operator.ts';
import { above, testsOf, textOf } from '../places.ts';

export default {
  title: 'Test a late failure',
  checkers: [6, 7],
  confirmedBy: 'test',
  plant(tree) {
    const place = testsOf(tree)[0];
    if (place === undefined) return null;
    const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
    const code = `${name}("closes", async () => {\n  await Promise.resolve();\n  throw new Error("closed too early");\n});\n`;
    return above(place, code, 'throw');
  },
} satisfies Operator;
