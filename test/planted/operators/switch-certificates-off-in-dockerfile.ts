import type { Operator } from '../operator.ts';
import { below, isDockerfile } from '../definitions.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Build behind the proxy',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isDockerfile, /^FROM .*$/u);
    return place === null || !/\b(?:npm|pnpm|yarn) /u.test(place.text) ? null : below(place, 'ENV NODE_TLS_REJECT_UNAUTHORIZED=0');
  },
} satisfies Operator;
