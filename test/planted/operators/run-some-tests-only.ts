import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isManifest, put, textOf } from '../places.ts';

const FILTERS = [
  [/vitest|jest/u, ' -t works'],
  [/mocha/u, ' --grep works'],
  [/node --test/u, ' --test-name-pattern=works'],
] as const;

export default {
  title: 'Test the important parts',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isManifest, /"test(?::unit)?": "([^"]*(?:vitest|jest|mocha|node --test)[^"&]*)"/u);
    if (place === null) return null;
    const filter = FILTERS.find(([runner]) => runner.test(textOf(place)))?.[1];
    return filter === undefined ? null : put(atEnd(place), filter);
  },
} satisfies Operator;
