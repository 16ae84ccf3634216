import type { Operator } from '../operator.ts';
import { isOneLine, put, testsOf } from '../places.ts';

export default {
  title: 'Extend a test',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(({ assertions }) => assertions.length > 2 && assertions.every(isOneLine))?.assertions;
    const [first, last] = [place?.[0], place?.at(-1)];
    if (first === undefined || last === undefined) return null;
    return put({ ...first, end: last.end }, '// (other assertions stay the same)');
  },
} satisfies Operator;
