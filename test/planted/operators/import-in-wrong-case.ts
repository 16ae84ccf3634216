import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put, textOf } from '../places.ts';

export default {
  title: 'Sort the imports',
  // Where nothing is compiled, the first test that loads it ends there.
  checkers: [4, 5, 6],
  plant(tree) {
    const place = firstMatch(
      tree,
      isSource,
      /^(?:import|export|(?:const|var)) .*(?:from |require\()['"]\.\/(?:[\w-]+\/)*([a-z])[\w-]*(?:\.\w+)?['"]/u,
    );
    return place === null ? null : put(place, textOf(place).toUpperCase());
  },
} satisfies Operator;
