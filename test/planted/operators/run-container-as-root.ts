import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put, wholeLines } from '../places.ts';
import { isDockerfile } from '../definitions.ts';

export default {
  title: 'Fix the permissions of the container',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isDockerfile, /^(?:CMD|ENTRYPOINT) /u);
    return place === null ? null : put(atStart(wholeLines(place)), 'USER root\n');
  },
} satisfies Operator;
