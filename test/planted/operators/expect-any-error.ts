import type { Operator } from '../operator.ts';
import { firstMatch, isTest, put } from '../places.ts';

const RULES = [
  /\.toThrow(?:Error)?\(([^\n]+)\);?$/u,
  /assert\.(?:throws|rejects)\([^\n]*(, \/.*\/\w*)\);?$/u,
  /^ *\}(, [A-Z]\w+Error)\);$/u,
];

export default {
  title: 'Make a test less brittle',
  checkers: [4],
  plant(tree) {
    const place = RULES.map((find) => firstMatch(tree, isTest, find)).find((one) => one !== null);
    return place == null ? null : put(place, '');
  },
} satisfies Operator;
