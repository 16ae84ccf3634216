import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put } from '../places.ts';
import { isWorkflow } from '../definitions.ts';

export default {
  title: 'Let the pipeline write',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, (path) => isWorkflow(path) && !/^permissions:/mu.test(tree.read(path)), /^jobs:$/u);
    return place === null ? null : put(atStart(place), 'permissions: write-all\n\n');
  },
} satisfies Operator;
