import type { Operator } from '../operator.ts';
import { below, isDockerfile } from '../definitions.ts';
import { firstMatch } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Install private packages in the image',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isDockerfile, /^FROM .*$/u);
    return place === null ? null : below(place, `ENV NPM_TOKEN=npm_${madeUp(36, ALNUM, 'image')}`);
  },
} satisfies Operator;
