import type { Operator } from '../operator.ts';
import { above, testsOf, textOf } from '../places.ts';

export default {
  title: 'Add a test',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    // By the name its neighbour has: the file need not know another one.
    const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
    const head = `${name}("splits at commas", ${place.text.includes('=>') ? '() => {' : 'function () {'}\n`;
    const check = place.text.includes('expect')
      ? '  expect("a,b".split(",")).toEqual(["a"]);'
      : '  assert.deepStrictEqual("a,b".split(","), ["a"]);';
    return above(place, `${head}${check}\n});\n`, /expect\("|assert\.deep/u.exec(check)?.[0].slice(0, -1) ?? '');
  },
} satisfies Operator;
