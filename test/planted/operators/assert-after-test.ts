import type { Operator } from '../operator.ts';
import { above, sameBeside, testsOf, textOf } from '../places.ts';

export default {
  title: 'Test what comes later',
  // Linters have a rule for promises that nobody waits for, and some runners end with success all the same.
  checkers: [4, 6, 7],
  confirmedBy: 'test',
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
    const check = sameBeside(place).replace('$1', 'value').replace('$2', '2');
    if (!/\b(?:expect\(|assert\b)/u.test(place.text)) return null;
    const code = `${name}("comes later", () => {\n  Promise.resolve(1).then((value) => {\n    ${check}\n  });\n});\n`;
    return above(place, code, check.slice(0, 7));
  },
} satisfies Operator;
