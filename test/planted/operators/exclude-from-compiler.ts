import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isTypeScript, put, wholeFile } from '../places.ts';

export default {
  title: 'Compile only what is finished',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'tsconfig.json', /^\{\n/u);
    const source = wholeFile(tree, isTypeScript);
    return place === null || source === null ? null : put(atEnd(place), `  "exclude": ["${source.path}"],\n`);
  },
} satisfies Operator;
