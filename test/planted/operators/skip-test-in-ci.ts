import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Run a flaky test on developer machines only',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(({ caller }) => textOf(caller) === 'it');
    return place === undefined ? null : put(place.caller, `${inStyle(place.text, ';') === '' ? ';' : ''}(process.env.CI ? it.skip : it)`);
  },
} satisfies Operator;
