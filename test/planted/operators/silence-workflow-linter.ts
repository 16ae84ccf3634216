import type { Operator } from '../operator.ts';
import { change, isWorkflow } from '../definitions.ts';

export default {
  title: 'Quiet the linter of the pipeline',
  checkers: [4],
  plant: (tree) =>
    change(tree, (path) => isWorkflow(path) && tree.paths.some((one) => one.includes('zizmor')), {
      find: /^ +(?:- )?uses: [\w-]+\/[\w-]+@\S+(?: #.*)?$/u,
      by: (found) => `${found.replace(/ #.*/u, '')} # zizmor: ignore[unpinned-uses]`,
    }),
} satisfies Operator;
