import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Load the plug-in',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, { uses: [['vm', 'node:vm']], lines: ({ input }) => [`vm.runInNewContext(${input('script')}, {});`], mark: 'vm.run' }),
} satisfies Operator;
