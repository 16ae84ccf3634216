import type { Operator } from '../operator.ts';
import { firstMatch, atStart, put, inStyle } from '../places.ts';

export default {
  title: 'Style a page apart',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => path.endsWith('.tsx') && !/\.(?:test|spec|stories)\./u.test(path),
      /^import .* from ['"].*\n/u,
    );
    return place === null ? null : put(atStart(place), inStyle(place.text, 'import "./legacy-overrides.css";\n'));
  },
} satisfies Operator;
