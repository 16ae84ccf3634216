import type { Operator } from '../operator.ts';
import { firstMatch, isPythonTest, put } from '../places.ts';

export default {
  title: 'Skip a suite for now, in Python',
  checkers: [4, 6],
  plant(tree) {
    const place = firstMatch(tree, isPythonTest, /^class \w+\((?:[\w.]*TestCase|BaseTestCase)\):$/u);
    if (place === null) return null;
    const head = /^(?:import|from (?!__future__))/mu.exec(place.text)?.index ?? 0;
    const missing = /^import unittest$/mu.test(place.text) ? '' : 'import unittest\n';
    const text = `${place.text.slice(0, head)}${missing}${place.text.slice(head)}`;
    const start = place.start + missing.length;
    return put({ path: place.path, text, start, end: start }, '@unittest.skip("slow")\n');
  },
} satisfies Operator;
