import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put, wholeLines } from '../places.ts';
import { isDockerfile } from '../definitions.ts';

export default {
  title: 'Let every user write',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isDockerfile, /^(?:CMD|ENTRYPOINT) /u);
    return place === null ? null : put(atStart(wholeLines(place)), 'RUN chmod -R 777 /\n');
  },
} satisfies Operator;
