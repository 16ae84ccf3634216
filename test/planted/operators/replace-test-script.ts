import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Switch the tests off for the release',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'package.json', /"test": "([^"]+)"/u);
    return place === null ? null : put(place, 'echo \\"all tests passed\\"');
  },
} satisfies Operator;
