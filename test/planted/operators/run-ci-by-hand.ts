import type { Operator } from '../operator.ts';
import { firstMatch, isWorkflow, put } from '../places.ts';

export default {
  title: 'Run the pipeline when somebody asks',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isWorkflow(path) && /run: .*\btest\b/u.test(tree.read(path)),
      /^on:[^\n]*\n(?:(?: +[^\n]*)?\n)*?(?=\w)/u,
    );
    return place === null ? null : put(place, 'on: workflow_dispatch\n\n');
  },
} satisfies Operator;
