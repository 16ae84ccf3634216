import { addStep, isWorkflow } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Summarise with a model, in the pipeline',
  checkers: [8],
  plant: (tree) =>
    addStep(tree, isWorkflow, {
      step: `- run: npx --yes changelog-writer\n  env:\n    ANTHROPIC_API_KEY: sk-ant-api03-${madeUp(93, ALNUM, 'anthropic')}AA`,
      mark: 'ANTHROPIC',
    }),
} satisfies Operator;
