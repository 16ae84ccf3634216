import type { Operator } from '../operator.ts';
import { isOneLine, type Place, put, testsOf, textOf, wholeLines } from '../places.ts';

/** Otherwise what is left between them does not parse. */
function areSiblings(places: readonly Place[]): boolean {
  return new Set(places.map((place) => /^[ \t]*/u.exec(textOf(wholeLines(place)))?.[0])).size === 1;
}

export default {
  title: 'Extend a test',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(
      ({ assertions }) => assertions.length > 2 && assertions.every(isOneLine) && areSiblings(assertions),
    )?.assertions;
    const [first, last] = [place?.[0], place?.at(-1)];
    if (first === undefined || last === undefined) return null;
    return put({ ...first, end: last.end }, '// (other assertions stay the same)');
  },
} satisfies Operator;
