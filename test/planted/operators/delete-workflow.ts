import type { Operator } from '../operator.ts';
import { isWorkflow } from '../definitions.ts';

export default {
  title: 'Test elsewhere',
  checkers: [4],
  plant(tree) {
    const path = tree.paths.find((one) => isWorkflow(one) && /\brun: .*\btest\b/u.test(tree.read(one)));
    return path === undefined ? null : { edits: { [path]: null }, at: { path } };
  },
} satisfies Operator;
