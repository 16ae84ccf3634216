import type { Operator } from '../operator.ts';
import { above, firstMatch, isTest, textOf } from '../places.ts';

export default {
  title: 'Mock the clock in a test',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isTest(path) && /\b(it|test)\(/u.test(tree.read(path)),
      /^(?:import .*$| *(?:const|var) .*\brequire\(.*$)/u,
    );
    if (place === null) return null;
    const isModule = textOf(place).startsWith('import');
    return above(place, isModule ? 'import { freeze } from "vitest-freeze-clock";' : 'var freeze = require("mocha-freeze-clock");');
  },
} satisfies Operator;
