import { type Case, testChecker } from '../test-checker.ts';

const PATH = '.github/workflows/a.yml';
const HEAD = 'on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n';
const CALLING = 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n';

const broken = (name: string, text: string, line: number): Case => ({
  name,
  base: { [PATH]: HEAD },
  head: { [PATH]: text },
  expect: { findings: [{ rule: 'schema-violation', path: PATH, line }] },
});
const right = (name: string, text: string): Case => ({ name, base: {}, head: { [PATH]: text } });
const on = (events: string) => HEAD.replace('on: push', `on:\n${events}`);
const job = (line: string) => HEAD.replace('    steps:', `    ${line}\n    steps:`);
const step = (line: string) => `${HEAD}        ${line}\n`;

testChecker(import.meta.url, {
  clean: [
    right('permissions of a job and of everything', job('permissions: { contents: write, id-token: none, of-tomorrow: read }')),
    right('all permissions', HEAD.replace('permissions:\n  contents: read', 'permissions: read-all')),
    right('no permissions', HEAD.replace('permissions:\n  contents: read', 'permissions: {}')),
    right('values that expressions decide', job('timeout-minutes: ${{ vars.LONG }}\n    continue-on-error: ${{ vars.EASY }}')),
    right('a matrix', job('strategy: { fail-fast: false, max-parallel: 2, matrix: { node: [20] } }')),
    right('a matrix that an expression makes', job("strategy: { matrix: '${{ fromJSON(vars.M) }}' }")),
    right('an image, a folder and itself as actions', `${HEAD}      - uses: docker://alpine:3\n      - uses: ./a\n      - uses: .\n`),
    right('an action in a folder', `${HEAD}      - uses: a/b/c/d@v1\n`),
    right('a schedule', on("  schedule:\n    - cron: '*/5 0-3 * JAN MON-FRI'")),
    right(
      'inputs',
      on(
        '  workflow_dispatch: { inputs: { a: { type: choice, options: [b] }, c: {} } }\n  workflow_call: { inputs: { a: { type: string } } }',
      ),
    ),
    right('a group', job('concurrency: one')),
    right('what a called workflow may have', `${CALLING}    permissions: { contents: read }\n    secrets: { a: b }\n`),
  ],
  flagged: [
    broken('permission by a word that is none', HEAD.replace('contents: read', 'contents: readonly'), 3),
    broken('permission of a job by a word that is none', job('permissions: { contents: true }'), 7),
    broken('all permissions by a word that is none', HEAD.replace('permissions:\n  contents: read', 'permissions: read-only'), 2),
    broken('permissions as a list', HEAD.replace('  contents: read', '  - contents'), 2),
    broken('a limit of time that is none', job('timeout-minutes: 10m'), 7),
    broken('a flag that is none', step('continue-on-error: yes please'), 9),
    broken('a flag of a matrix that is none', job('strategy: { fail-fast: never }'), 7),
    broken('a matrix that is a text', job('strategy: { matrix: node }'), 7),
    broken('variables as a list', job('env: [A=1]'), 7),
    broken('an action without a version', `${HEAD}      - uses: actions/checkout\n`, 9),
    broken('steps as an object', HEAD.replace('      - uses: a/b@v1', '      uses: a/b@v1'), 7),
    broken('an id twice', `${step('id: a')}      - run: b\n        id: a\n`, 11),
    broken('a name of a job with a space', HEAD.replace('  test:', '  my test:'), 5),
    broken('no jobs', HEAD.replace(/jobs:[^]*/, 'jobs: {}\n'), 4),
    broken('a schedule of four fields', on("  schedule:\n    - cron: '0 0 * *'"), 3),
    broken('a schedule that is no list', on("  schedule:\n    cron: '0 0 * * *'"), 2),
    broken('branches and those to leave out', on('  push:\n    branches: [a]\n    branches-ignore: [b]'), 4),
    broken('a type of input that is none', on('  workflow_dispatch:\n    inputs:\n      a:\n        type: text'), 5),
    broken('an input without a type', on('  workflow_call:\n    inputs:\n      a:\n        required: true'), 4),
    broken('a choice of nothing', on('  workflow_dispatch:\n    inputs:\n      a:\n        type: choice'), 4),
    broken('a group without a name', HEAD.replace('jobs:', 'concurrency:\n  cancel-in-progress: true\njobs:'), 4),
    broken('steps beside a workflow that is called', `${CALLING}    steps: []\n`, 5),
    broken('secrets by a word that is none', `${CALLING}    secrets: all\n`, 5),
  ],
});
