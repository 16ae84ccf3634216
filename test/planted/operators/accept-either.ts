import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Accept either',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /^ *(?:return|\} else if|if) .*\w\)* (&&) /u, by: () => '||' }),
} satisfies Operator;
