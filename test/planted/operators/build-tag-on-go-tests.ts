import type { Operator } from '../operator.ts';
import { atStart, isGoTest, put, wholeFile } from '../places.ts';

export default {
  title: 'Keep slow tests for the nightly run',
  checkers: [4, 6],
  plant(tree) {
    // Benchmarks alone are run by nobody who tests.
    const place = wholeFile(tree, (path) => isGoTest(path) && /^func Test/m.test(tree.read(path)));
    return place === null ? null : put(atStart(place), '//go:build integration\n\n');
  },
} satisfies Operator;
