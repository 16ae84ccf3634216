import type { Operator } from '../operator.ts';
import { firstMatch, isWorkflow, put } from '../places.ts';

export default {
  title: 'Add a step to the pipeline',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isWorkflow(path) && /run: .*\btest\b/u.test(tree.read(path)),
      /^ +steps:\n +- [^\n]+\n( +[^]*)/u,
    );
    return place === null ? null : put({ ...place, end: place.text.length }, '      # ... rest of the steps unchanged ...\n');
  },
} satisfies Operator;
