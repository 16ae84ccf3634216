import { type Case, testChecker } from '../test-checker.ts';

const PATH = '.github/workflows/a.yml';
const HEAD = 'name: a\non: push\njobs:\n  test:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n';

const broken = (name: string, text: string, finding: { readonly rule?: string; readonly line: number }): Case => ({
  name,
  base: { [PATH]: HEAD },
  head: { [PATH]: text },
  expect: { findings: [{ rule: 'schema-violation', path: PATH, ...finding }] },
});

/** Warnings alone stop nothing. */
const warned = (name: string, text: string, { line }: { readonly line: number }): Case => {
  const { expect, ...rest } = broken(name, text, { line });
  return { ...rest, expect: { ...expect, verdict: 'passed' } };
};

const right = (name: string, text: string, path = PATH): Case => ({ name, base: {}, head: { [path]: text } });

testChecker(import.meta.url, {
  clean: [
    right('a workflow', HEAD),
    right('a workflow of several events', HEAD.replace('on: push', 'on:\n  push:\n  schedule:\n    - cron: "0 0 * * *"')),
    right('a workflow of listed events', HEAD.replace('push', '[push, pull_request]')),
    right('a job that calls a workflow', 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n'),
    right('a job that needs another', `${HEAD}  after:\n    needs: [test]\n    runs-on: x\n    steps: [{ run: a }]\n`),
    right('steps at once', `${HEAD}      - parallel: [{ run: a }]\n`),
    right('what lies elsewhere', 'on: nothing\njobs:\n  a: {}\n', 'templates/workflows/a.yml'),
  ],
  flagged: [
    warned('a misspelt key of a workflow', HEAD.replace('name:', 'nme:'), { line: 1 }),
    warned('an event that is none', HEAD.replace('push', 'merge_request'), { line: 2 }),
    warned('an event in a list that is none', HEAD.replace('push', '[push, merge_request]'), { line: 2 }),
    warned('an event with settings that is none', HEAD.replace('on: push', 'on:\n  merge_request:'), { line: 3 }),
    warned('a misspelt key of a job', HEAD.replace('steps:', 'timeout: 5\n    steps:'), { line: 6 }),
    broken('a job that runs nowhere', HEAD.replace('    runs-on: x\n', ''), { line: 4 }),
    {
      ...broken('a misspelt key for where a job runs', HEAD.replace('runs-on', 'run-on'), { line: 5 }),
      expect: { findings: [5, 5].map((line) => ({ rule: 'schema-violation', path: PATH, line })), verdict: 'failed' },
    },
    broken('a job that needs one that is not there', HEAD.replace('runs-on: x', 'runs-on: x\n    needs: build'), {
      rule: 'broken-reference',
      line: 6,
    }),
    broken('a step that does two things', `${HEAD}        run: a\n`, { line: 8 }),
    broken('a step that does nothing', `${HEAD}      - name: a\n`, { line: 8 }),
    warned('a misspelt key of a step', `${HEAD}        use: a\n`, { line: 8 }),
  ],
});
