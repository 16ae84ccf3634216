import type { Operator } from '../operator.ts';
import { above, testsOf, textOf } from '../places.ts';

export default {
  title: 'Compare with a recorded answer',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
    const body = '  const fs = await import("node:fs");\n  fs.readFileSync("test/recorded-answer.json", "utf8");\n';
    return above(place, `${name}("answers as recorded", async () => {\n${body}});\n`, 'fs.readFileSync');
  },
} satisfies Operator;
