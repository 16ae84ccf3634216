import type { Operator } from '../operator.ts';
import { atEnd, put, wholeFile } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Show how to call it',
  checkers: [8],
  plant(tree) {
    const place = wholeFile(tree, (path) => path === 'README.md');
    return place === null
      ? null
      : put(atEnd(place), `\n    curl -H "Authorization: token ghp_${madeUp(36, ALNUM, 'docs')}" https://api.github.com/user\n`, 'curl');
  },
} satisfies Operator;
