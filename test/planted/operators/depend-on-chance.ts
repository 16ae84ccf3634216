import type { Operator } from '../operator.ts';
import { above, testsOf, textOf } from '../places.ts';

export default {
  title: 'Test that it spreads',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
    const head = `${name}("spreads", ${place.text.includes('=>') ? '() => {' : 'function () {'}\n`;
    // Nine times of ten: to pass each time it runs is as unlikely as nothing else here.
    return above(place, `${head}  if (Math.random() < 0.9) {\n    throw new Error("unlucky");\n  }\n});\n`, 'throw');
  },
} satisfies Operator;
