import type { Operator } from '../operator.ts';
import { isWorkflow } from '../definitions.ts';

export default {
  title: 'Remember what was asked',
  checkers: [8],
  plant(tree) {
    const path = '.github/workflows/commands.yml';
    const text = [
      'name: commands',
      'on: issue_comment',
      'permissions:',
      '  contents: write',
      'jobs:',
      '  answer:',
      '    runs-on: ubuntu-latest',
      '    steps:',
      '      - run: echo "COMMAND=${{ github.event.comment.body }}" >> "$GITHUB_ENV"',
      '      - run: echo "$COMMAND"',
      '',
    ].join('\n');
    return tree.paths.some(isWorkflow) && !tree.paths.includes(path) ? { edits: { [path]: text }, at: { path, line: 9 } } : null;
  },
} satisfies Operator;
