import type { Operator } from '../operator.ts';
import { above, testsOf, textOf } from '../places.ts';

export default {
  title: 'Prepare data for a suite',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined || !/\bdescribe\(/u.test(place.text)) return null;
    const code = `describe("prepared", () => {\n  const list = JSON.parse("[1,");\n  ${textOf(place.caller)}("has data", () => {\n    String(list);\n  });\n});\n`;
    return above(place, code, 'const list');
  },
} satisfies Operator;
