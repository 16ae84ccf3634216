import type { Operator } from '../operator.ts';
import { isDockerfile } from '../definitions.ts';
import { firstMatch, put, wholeLines } from '../places.ts';

export default {
  title: 'Update the first steps of the image',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isDockerfile, /^RUN (?:.*\n)+?\n?(?:COPY|RUN|WORKDIR) /u);
    return place === null
      ? null
      : put(
          { ...place, end: place.text.length, start: wholeLines({ ...place, start: place.end, end: place.end }).start },
          '# ... rest of the Dockerfile stays the same ...\n',
        );
  },
} satisfies Operator;
