import type { Operator } from '../operator.ts';
import { atStart, isGoTest, put, wholeFile } from '../places.ts';

export default {
  title: 'Keep slow tests for the nightly run',
  checkers: [4, 6],
  plant(tree) {
    const place = wholeFile(tree, isGoTest);
    return place === null ? null : put(atStart(place), '//go:build integration\n\n');
  },
} satisfies Operator;
