import type { Operator } from '../operator.ts';

export default {
  title: 'Greet new issues',
  checkers: [8],
  plant: () => ({
    edits: {
      '.github/workflows/greet.yml':
        'name: Greet\non:\n  issues:\n    types: [opened]\npermissions:\n  issues: write\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          echo "New: ${{ github.event.issue.title }}"\n',
    },
    at: { path: '.github/workflows/greet.yml', line: 12 },
  }),
} satisfies Operator;
