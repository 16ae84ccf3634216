import { addStep, isWorkflow } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Check the title of a pull request',
  checkers: [8],
  plant: (tree) =>
    addStep(tree, (path) => isWorkflow(path) && tree.read(path).includes('pull_request'), {
      step: [
        '- uses: actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea',
        '  with:',
        '    script: |',
        '      const title = `${{ github.event.pull_request.title }}`;',
        '      if (!/^(?:feat|fix)/.test(title)) core.setFailed("bad title");',
      ].join('\n'),
      mark: 'const title',
    }),
} satisfies Operator;
