import type { Operator } from '../operator.ts';
import { below } from '../definitions.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Find more libraries, in Java',
  checkers: [9],
  plant(tree) {
    const place = firstMatch(tree, (path) => /(?:^|\/)build\.gradle$/u.test(path), /^ +mavenCentral\(\)$/u);
    return place === null ? null : below(place, 'maven { url "http://jars.acme-tools.net/releases"; allowInsecureProtocol = true }');
  },
} satisfies Operator;
