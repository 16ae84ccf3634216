import { expect, test } from 'vitest';
import { findInWorkflow } from './find-in-workflow.ts';

const workflow = (text: string) =>
  (findInWorkflow('.github/workflows/a.yml', text) ?? []).map(
    ({ rule, severity, range }) => `${rule}:${range?.startLine}${severity === undefined ? '' : '?'}`,
  );

const TITLE = '${{ github.event.issue.title }}';
const run = (script: string, shell = 'bash') =>
  `on: issues\njobs:\n  a:\n    runs-on: x\n    steps:\n      - env:\n          T: ${TITLE}\n        shell: ${shell}\n        run: |\n${script
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')}`;
const FOUND = ['workflow-injection:9'];
const SPLIT = ['workflow-injection:9?'];

test.each([
  ['echo "${{ env.T }}"', FOUND],
  ["echo ${{ format('{0}', env.T) }}", FOUND],
  ['echo "${{ env[\'T\'] }}"', FOUND],
  ["echo ${{ env.T == 'a' }}", []],
  ['echo "${{ env.TT }}"', []],
  ['eval "echo $T"', FOUND],
  ['eval $T', FOUND],
  ['bash -c "echo $T"', FOUND],
  ['sh -ec "echo ${T}"', FOUND],
  ['x=$(eval "$(echo "$T")")', FOUND],
  ['echo "$T" | bash', FOUND],
  ['bash <<< "$T"', FOUND],
  ['python3 -c "print(\'$T\')"', FOUND],
  ['bash -c \'echo "$T"\'', []],
  ['echo "$T" | bash ./read.sh', []],
  ['echo "eval $T"', []],
  ['echo $T', SPLIT],
  ['gh issue comment --body=${T} 1', SPLIT],
  ['x=$(echo $T)', SPLIT],
  ['echo "$(echo $T)"', SPLIT],
  ['echo "$T"', []],
  ['echo "${T}" "${T:-none}"', []],
  ['echo "a $(echo "$T") b"', []],
  ["echo '$T'", []],
  ['# echo $T', []],
  ['echo \\$T', []],
  ['X=$T', []],
  ['export X=$T', []],
  ['if [[ $T == "a" ]]; then echo a; fi', []],
  ['case $T in a) echo a;; esac', []],
  ['cat <<EOF > a\n$T is not run\nEOF', []],
  ["cat <<'EOF' > a\n$T is not run\nEOF\necho $T", SPLIT],
  ['echo $TT $T_', []],
  ['echo ${#T}', []],
])('%j', (script, expected) => expect(workflow(run(script))).toEqual(expected));

test.each([
  ['another shell', run('echo $T', 'pwsh'), []],
  ['another shell with its text', run('echo ${{ env.T }}', 'pwsh'), FOUND],
  ['a workflow', `env:\n  T: ${TITLE}\non: issues\njobs:\n  a:\n    steps:\n      - run: eval "$T"\n`, ['workflow-injection:7']],
  ['a job', `on: issues\njobs:\n  a:\n    env:\n      T: ${TITLE}\n    steps:\n      - run: eval "$T"\n`, ['workflow-injection:7']],
  [
    'one that a step sets anew',
    `env:\n  T: ${TITLE}\non: issues\njobs:\n  a:\n    steps:\n      - env: { T: a }\n        run: eval "$T"\n`,
    [],
  ],
  [
    'an alias',
    `on: issues\njobs:\n  a:\n    steps:\n      - env: &env\n          T: ${TITLE}\n      - env: *env\n        run: eval "$T"\n`,
    ['workflow-injection:8'],
  ],
  [
    'a script',
    `on: issues\njobs:\n  a:\n    env:\n      T: ${TITLE}\n    steps:\n      - uses: actions/github-script@v7\n        with:\n          script: f("\${{ env.T }}", process.env.T)\n`,
    ['workflow-injection:9'],
  ],
])('variables of %s', (_, text, expected) => expect(workflow(text)).toEqual(expected));

/** What hid a title from those who look for it. */
test.each([
  ['braces in a text', "${{ format('}}{0}', github.event.issue.title) }}"],
  ['a comparison in a text', "${{ format('a == b {0}', github.event.issue.title) }}"],
  ['a mark of a page', "${{ join(github.event.*.body, '<br>') }}"],
  ['blanks around dots', '${{ github . event .issue. title }}'],
])('an expression with %s', (_, expression) => {
  expect(
    workflow(`on: issues\njobs:\n  a:\n    steps:\n      - run: echo ${expression}\n`.replace(/run: (.*)/, 'run: |\n          $1')),
  ).toEqual(['workflow-injection:6']);
});

test.each([
  ['a second document', (text: string) => `${text}---\na: 1\n`],
  ['a second one that is broken', (text: string) => `${text}---\na: [\n`],
  ['a key that is there twice', (text: string) => `${text}name: a\nname: b\n`],
])('is found beside %s', (_, change) => {
  expect(workflow(change(`on: issues\njobs:\n  a:\n    steps:\n      - run: echo "${TITLE}"\n`))).toEqual(['workflow-injection:5']);
});

test.each([
  ['options in capitals', 'on: pull_request_target', 'Ref'],
  ['an event by another name', 'x: &on pull_request_target\non: [*on]', 'ref'],
  ['events with settings', 'on:\n  pull_request_target:\n    types: [opened]', 'ref'],
])('untrusted code by %s', (_, on, ref) => {
  const steps = `      - uses: actions/checkout@v4\n        with:\n          ${ref}: \${{ github.event.pull_request.head.sha }}\n      - run: make\n`;
  const [first = ''] = workflow(`${on}\njobs:\n  a:\n    steps:\n${steps}`);
  expect(first).toMatch(/^workflow-untrusted-checkout:\d+$/);
});
