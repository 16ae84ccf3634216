import { expect, test } from 'vitest';
import { findInDockerfile } from './find-in-dockerfile.ts';
import { findInWorkflow } from './find-in-workflow.ts';

const SHA = '8e5e7e5ab8b370d6c329ec480221332ada57f0ab';
const steps = (body: string, on = 'pull_request') => `on: ${on}\njobs:\n  a:\n    runs-on: x\n    steps:\n${body}\n`;
const workflow = (text: string) =>
  (findInWorkflow('.github/workflows/a.yml', text) ?? []).map(
    ({ rule, severity, range }) => `${rule}:${range?.startLine}${severity === undefined ? '' : '?'}`,
  );
const dockerfile = (text: string) => findInDockerfile('Dockerfile', text).map(({ rule, range }) => `${rule}:${range?.startLine}`);

test.each([
  ['a title', '      - run: echo "${{ github.event.issue.title }}"', ['workflow-injection:6']],
  ['a branch', '      - run: |\n          git checkout ${{ github.head_ref }}', ['workflow-injection:7']],
  ['a commit message', '      - run: echo ${{ github.event.head_commit.message }}', ['workflow-injection:6']],
  [
    'a script',
    '      - uses: actions/github-script@v7\n        with:\n          script: f(`${{ github.event.comment.body }}`)',
    ['workflow-injection:8'],
  ],
  ['the environment', '      - run: echo "$T"\n        env:\n          T: ${{ github.event.issue.title }}', []],
  [
    'what is no text of others',
    "      - run: echo ${{ github.sha }} ${{ github.event.number }} ${{ contains(github.event.issue.title, 'x') }}",
    [],
  ],
  ['a release', '      - run: echo ${{ github.event.release.tag_name }} ${{ github.event.repository.default_branch }}', []],
  [
    'a part beside one of their own',
    "      - run: echo ${{ format('{0} {1}', github.event.ref, github.event.issue.title) }}",
    ['workflow-injection:6'],
  ],
  [
    'what stands behind a question',
    "      - run: echo ${{ contains(github.event.issue.title, 'x') && github.event.issue.body }}",
    ['workflow-injection:6'],
  ],
  ['all of an event', "      - run: echo '${{ toJSON(github.event) }}'", ['workflow-injection:6']],
  ['an object of it', "      - run: echo '${{ toJson( github['event'].issue ) }}'", ['workflow-injection:6']],
  ['all that is known', "      - run: echo '${{ toJSON(github) }}'", ['workflow-injection:6']],
  ['what holds no text', "      - run: echo '${{ toJSON(github.event.repository) }} ${{ toJSON(matrix) }}'", []],
  ['brackets', "      - run: echo ${{ github.event['issue'].title }}", ['workflow-injection:6']],
  ['capitals', '      - run: echo ${{ GitHub.Event.Issue.Title }}', ['workflow-injection:6']],
  ['a long one', `      - run: echo \${{ ${' '.repeat(500)} github.event.issue.title }}`, ['workflow-injection:6']],
  [
    'an alias',
    '      - &step\n        run: &run echo "${{ github.event.issue.title }}"\n      - *step\n      - run: *run',
    ['workflow-injection:7'],
  ],
])('injection through %s', (_, body, expected) => expect(workflow(steps(body))).toEqual(expected));

test.each([
  [
    'fetched and run',
    `ref: \${{ github.event.pull_request.head.sha }}\n      - run: npm test`,
    'pull_request_target',
    ['workflow-untrusted-checkout:8'],
  ],
  ['fetched alone', `ref: \${{ github.event.pull_request.head.sha }}`, 'pull_request_target', ['workflow-untrusted-checkout:8?']],
  ['without secrets', `ref: \${{ github.event.pull_request.head.sha }}\n      - run: npm test`, 'pull_request', []],
  ['the base', 'fetch-depth: 0\n      - run: npm test', 'pull_request_target', []],
])('code of a pull request: %s', (_, options, on, expected) => {
  expect(workflow(steps(`      - uses: actions/checkout@v4\n        with:\n          ${options}`, on))).toEqual(expected);
});

test('actions of others that are not pinned', () => {
  const body = ['actions/checkout@v4', './.github/actions/own', 'docker://alpine:3', `a/b@${SHA}`, 'a/b@v1', 'a/b/c@main'];
  expect(workflow(steps(body.map((uses) => `      - uses: ${uses}`).join('\n')))).toEqual([
    'workflow-unpinned-action:10',
    'workflow-unpinned-action:11',
  ]);
});

test('composite actions', () => {
  expect(workflow('runs:\n  using: composite\n  steps:\n    - run: echo ${{ github.event.issue.body }}\n')).toEqual([
    'workflow-injection:4',
  ]);
});

test.each(['a: [', '- a\n- b\n', '', `a: ${'['.repeat(200)}`])('%j is not read', (text) => {
  expect(findInWorkflow('.github/workflows/a.yml', text)).toBe(null);
});

test('one that is too deep to be read is no answer', () => {
  expect(() => workflow(`# ${'['.repeat(400)}\n${steps('      - run: echo ${{ github.event.issue.title }}')}`)).toThrow(
    /nested too deeply/,
  );
});

test.each([
  ['a base that floats', 'FROM node\nUSER node\n', ['container-unpinned-image:1']],
  ['one that stays, and a stage', 'FROM node:24 AS build\nRUN x\nFROM build\nUSER 1000\n', []],
  ['root', '# syntax=docker/dockerfile:1\nFROM node:24\nCMD node .\n', ['container-runs-as-root:2']],
  [
    'a script that is run as it comes',
    'FROM node:24\nRUN apt-get update && \\\n  curl -sSL https://a.com/i.sh | bash\nUSER node\n',
    ['container-unverified-download:2'],
  ],
  [
    'a script that anybody on the way may write',
    'FROM node:24\nRUN wget -qO- http://a.com/i.sh | sudo -E bash -\nUSER node\n',
    ['container-unencrypted-script:2'],
  ],
  [
    'a script in another way',
    'FROM node:24\nRUN sh -c "$(curl -fsSL https://a.com/i.sh)"\nUSER node\n',
    ['container-unverified-download:2'],
  ],
  ['a file that is compared', 'FROM node:24\nRUN curl -o x http://a.com/x && sha256sum -c x.sum && sh x\nUSER node\n', []],
  ['a user, and root again', 'FROM node:24\nUSER node\nRUN x\nUSER root\nCMD node .\n', ['container-runs-as-root:4']],
  ['root, and a user again', 'FROM node:24\nUSER root\nRUN x\nUSER node\n', []],
  ...['777 /', '0777 /usr', 'a+rwx /etc/', 'o+w /*', '777 /app /usr/'].map((what): [string, string, string[]] => [
    `chmod -R ${what}`,
    `FROM node:24\nRUN x && chmod -R ${what} && y\nUSER node\n`,
    ['container-opens-system:2'],
  ]),
  ...['-R 777 /app', '777 /', '-R 755 /usr', '-R 777 /usr/src/app', '-R g+w /etc', '-R a+rx /', '-R 1770 /usr'].map(
    (what): [string, string, string[]] => [`chmod ${what}`, `FROM node:24\nRUN chmod ${what}\nUSER node\n`, []],
  ),
  ...[
    'ADD http://a.com/x.tgz /x/',
    'ADD --chown=1 http://a.com/x.tgz /x/',
    'ADD ["http://a.com/x.tgz", "/x/"]',
    'ADD git://a.com/x.git /x/',
    'RUN curl -sSLo /x.tgz http://a.com/x.tgz && tar xf /x.tgz',
    'RUN curl http://a.com/x.tgz | tar xz -C /opt',
    'RUN wget http://a.com/x.deb && dpkg -i x.deb',
    'RUN curl -fsSLk https://a.com/x.sh | sh',
    'RUN wget --no-check-certificate https://a.com/x.tgz',
    'RUN curl --insecure -O https://a.com/x.tgz',
    'RUN curl http://a.com/key | gpg --dearmor -o /usr/share/keyrings/a.gpg',
    'RUN curl -o x http://a.com/x && apt-get update && apt-get install -y gpg minisign',
    'RUN apk add --no-cache cosign && wget http://a.com/x',
  ].map((line): [string, string, string[]] => [line, `FROM node:24\n${line}\nUSER node\n`, ['container-unencrypted-script:2']]),
  ...[
    `ADD --checksum=sha256:${'0a'.repeat(32)} http://a.com/x.tgz /x/`,
    'ADD x.tgz /x/',
    'RUN curl -o x http://a.com/x && gpg --verify x.asc x',
    'RUN apk add gpg; curl -o x http://a.com/x && gpg --batch --verify x.asc x',
    'RUN curl -o x.asc http://a.com/x.asc && gpg -o x -d x.asc',
    'RUN curl -o x http://a.com/x && minisign -P KEY -Vm x',
    'RUN curl -o x http://a.com/x && signify-openbsd -p key.pub -C -x x.sig',
    'RUN curl http://localhost/x -o x',
    'RUN curl -f http://api.corp.io/health',
    'HEALTHCHECK CMD wget -q http://a.com/',
    'RUN curl -fsSL https://a.com/x.tgz -o x.tgz',
    'RUN wget --spider http://a.com/ && curl http://a.com > /dev/null',
  ].map((line): [string, string, string[]] => [line, `FROM node:24\n${line}\nUSER node\n`, []]),
  [
    'a sum behind',
    'FROM node:24\nADD http://a.com/x /x\nRUN echo "0a  /x" | sha256sum -c\nUSER node\n',
    ['container-unverified-download:2'],
  ],
  ['ADD', 'FROM node:24\nADD https://a.com/x.tgz /x\nUSER node\n', ['container-unverified-download:2']],
])('container: %s', (_, text, expected) => expect(dockerfile(text)).toEqual(expected));

test.each([
  [
    'a script of the web',
    steps('      - run: |\n          cd a\n          curl -s https://a.example/x.sh | sudo bash'),
    ['workflow-unverified-download:8'],
  ],
  ['a file of the web', steps('      - run: curl -sO https://a.example/x.sh'), []],
  ['all rights', `permissions: write-all\n${steps('      - run: a')}`, ['workflow-all-rights:1']],
  [
    'all rights of a job',
    steps('      - run: a').replace('    runs-on', '    permissions: write-all\n    runs-on'),
    ['workflow-all-rights:4'],
  ],
  ['some rights', `permissions:\n  contents: write\n${steps('      - run: a')}`, []],
])('what a workflow may do and run: %s', (_, text, expected) => {
  expect(workflow(text)).toEqual(expected);
});
