import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf } from '../places.ts';

export default {
  title: 'Demand a setting of the tests',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).findLast(({ path }) => path !== testsOf(tree)[0]?.path) ?? testsOf(tree)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    return put({ path, text, start: text.length, end: text.length }, inStyle(text, '\nthrow new Error("the fixture is missing");\n'));
  },
} satisfies Operator;
