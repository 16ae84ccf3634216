import type { Operator } from '../operator.ts';
import { addBelow, isWorkflow } from '../definitions.ts';

export default {
  title: 'Check the title of a pull request',
  checkers: [8],
  plant(tree) {
    const fault = addBelow(tree, (path) => isWorkflow(path) && /pull_request/u.test(tree.read(path)), {
      find: /^ +steps:$/u,
      line: [
        '  - uses: actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea',
        '    with:',
        '      script: |',
        '        const title = `${{ github.event.pull_request.title }}`;',
        '        if (!/^(?:feat|fix)/.test(title)) core.setFailed("bad title");',
      ].join('\n'),
    });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path, line: (fault.at.line ?? 0) + 3 } };
  },
} satisfies Operator;
