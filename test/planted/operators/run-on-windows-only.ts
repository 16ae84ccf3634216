import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Run a test where it matters',
  checkers: [4, 6],
  plant(tree) {
    const place = testsOf(tree).findLast(({ caller }) => /^(?:it|test)$/u.test(textOf(caller)));
    if (place === undefined) return null;
    const name = textOf(place.caller);
    return put(
      place.caller,
      `${inStyle(place.text, ';') === '' ? ';' : ''}(${inStyle(place.text, `process.platform === "win32"`)} ? ${name} : ${name}.skip)`,
    );
  },
} satisfies Operator;
