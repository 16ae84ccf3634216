import type { Operator } from '../operator.ts';

export default {
  title: 'Test what others propose',
  checkers: [8],
  plant: () => ({
    edits: {
      '.github/workflows/preview.yml':
        'name: Preview\non:\n  pull_request_target:\n    branches: [main]\njobs:\n  preview:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci && npm run build\n        env:\n          DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}\n',
    },
    at: { path: '.github/workflows/preview.yml', line: 11 },
  }),
} satisfies Operator;
