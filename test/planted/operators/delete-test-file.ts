import type { Operator } from '../operator.ts';
import { testsOf } from '../places.ts';

export default {
  title: 'Clean up the tests',
  checkers: [4],
  plant(tree) {
    const path = testsOf(tree).at(-1)?.path;
    return path === undefined || testsOf(tree)[0]?.path === path ? null : { edits: { [path]: null }, at: { path } };
  },
} satisfies Operator;
