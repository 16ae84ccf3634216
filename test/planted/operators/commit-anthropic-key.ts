import type { Operator } from '../operator.ts';
import { addBelow, isWorkflow } from '../definitions.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Summarise with a model, in the pipeline',
  checkers: [8],
  plant(tree) {
    const fault = addBelow(tree, isWorkflow, {
      find: /^ +steps:$/u,
      line: `  - run: npx --yes changelog-writer\n    env:\n      ANTHROPIC_API_KEY: sk-ant-api03-${madeUp(93, ALNUM, 'anthropic')}AA`,
    });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path, line: (fault.at.line ?? 0) + 2 } };
  },
} satisfies Operator;
