import type { Operator } from '../operator.ts';
import { above, isTest, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Test with a number',
  checkers: [5],
  plant(tree) {
    const place = testsOf(tree).findLast(({ path }) => isTest(path) && path.endsWith('.ts'));
    if (place === undefined) return null;
    return above(place, testBeside(place, 'counts', ['const count: number = "three";', 'String(count);']), 'const count');
  },
} satisfies Operator;
