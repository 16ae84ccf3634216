import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createRepository, type TestRepository } from '../rig/repository.ts';
import { temporaryFolder } from '../rig/temporary.ts';

const SCRIPT = fileURLToPath(new URL('../../action/check.js', import.meta.url));
const CLEAN = 'export const one = 1;\n';
const FAULT = 'export const two = 2;\ndebugger;\n';

interface Job extends Disposable {
  readonly workspace: string;
  git(...args: string[]): string;
  /** Runs the step of the action as GitHub would. */
  step(event: string, payload: object, more?: Readonly<Record<string, string>>): Ended;
}

interface Ended {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A runner with a clone of the repository, as actions/checkout leaves it. */
function jobOf(origin: TestRepository, { depth }: { readonly depth?: number } = {}): Job {
  const folder = temporaryFolder();
  const workspace = join(folder.path, 'work space');
  const env = { PATH: process.env.PATH ?? '', HOME: folder.path, GIT_CONFIG_NOSYSTEM: '1' };
  const run = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env }).trim();
  run('clone', '--quiet', ...(depth === undefined ? [] : [`--depth=${depth}`, '--no-single-branch']), `file://${origin.root}`, workspace);
  const file = (name: string) => join(folder.path, name);
  return {
    workspace,
    git: (...args) => run('-C', workspace, '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args),
    step(event, payload, more = {}) {
      for (const name of ['summary', 'output']) writeFileSync(file(name), '');
      writeFileSync(file('event.json'), JSON.stringify({ repository: { default_branch: 'main' }, ...payload }));
      const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          ...env,
          CI: 'true',
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKSPACE: workspace,
          GITHUB_EVENT_NAME: event,
          GITHUB_EVENT_PATH: file('event.json'),
          GITHUB_REF: 'refs/heads/main',
          GITHUB_STEP_SUMMARY: file('summary'),
          GITHUB_OUTPUT: file('output'),
          JIDOKA_ARGS: '--only generated-code-integrity,style-and-convention',
          ...more,
        },
      });
      const said = readFileSync(file('output'), 'utf8');
      const outputs = Object.fromEntries(
        [...said.matchAll(/^(\w+)<<(.+)\n([^]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]),
      );
      return { code: status, log: stdout + stderr, summary: readFileSync(file('summary'), 'utf8'), outputs };
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** main with one commit after the branch `feature` left it, which brings a fault of its own. */
function pullRequest(files: Readonly<Record<string, string>>) {
  const origin = createRepository({ 'package.json': '{"name":"a","type":"module"}\n', 'one.js': CLEAN });
  const base = origin.git('rev-parse', 'HEAD');
  origin.git('checkout', '--quiet', '-b', 'feature');
  const head = origin.commit(files, 'A change');
  origin.git('checkout', '--quiet', 'main');
  const moved = origin.commit({ 'theirs.js': FAULT }, "Somebody else's");
  return { origin, base, head, moved, payload: { pull_request: { base: { sha: base }, head: { sha: head } } } };
}

describe('a pull request', () => {
  test('is judged as GitHub merged it, against what it was merged with', () => {
    const { origin, moved, head, payload } = pullRequest({ 'two.js': FAULT });
    using _origin = origin;
    using job = jobOf(origin);
    job.git('checkout', '--quiet', '--detach', 'origin/main');
    job.git('merge', '--quiet', '--no-ff', '-m', 'Merge', head);
    const { code, log, summary, outputs } = job.step('pull_request', payload, { JIDOKA_SARIF: 'a.sarif', JIDOKA_JUNIT: 'a.xml' });
    expect([code, outputs]).toEqual([1, { base: moved, outcome: 'red', sarif: 'a.sarif' }]);
    expect(log).toMatch(/^::error file=two\.js,line=2,/m);
    expect(log + summary).not.toContain('theirs.js');
    expect(summary).toMatch(/^## Jidoka: red \(partial\)\n/);
    expect(readFileSync(join(job.workspace, 'a.sarif'), 'utf8')).toContain('"uri": "two.js"');
    expect(existsSync(join(job.workspace, 'a.xml'))).toBe(true);
  });

  test('of a checkout of its own branch is judged against where it left', () => {
    const { origin, base, head, payload } = pullRequest({ 'two.js': CLEAN });
    using _origin = origin;
    using job = jobOf(origin);
    job.git('checkout', '--quiet', '--detach', head);
    const { code, outputs, log } = job.step('pull_request', payload);
    expect([code, outputs, log]).toEqual([0, { base, outcome: 'green' }, expect.stringMatching(/^✓ GREEN/)]);
  });

  test('on pull_request_target is refused', () => {
    const { origin, payload } = pullRequest({ 'two.js': CLEAN });
    using _origin = origin;
    using job = jobOf(origin);
    const { code, log, outputs } = job.step('pull_request_target', payload);
    expect([code, outputs]).toEqual([2, { outcome: 'error' }]);
    expect(log).toMatch(/^::error title=jidoka::.*use the event pull_request$/m);
  });

  test('in a shallow clone is refused with what to do', () => {
    const { origin, payload } = pullRequest({ 'two.js': CLEAN });
    using _origin = origin;
    using job = jobOf(origin, { depth: 1 });
    const { code, log, outputs } = job.step('pull_request', payload);
    expect([code, outputs]).toEqual([2, { outcome: 'error' }]);
    expect(log).toContain('give actions/checkout `fetch-depth: 0`');
  });

  test('with a base that is not in the clone is refused', () => {
    const { origin, payload } = pullRequest({ 'two.js': CLEAN });
    using _origin = origin;
    using job = jobOf(origin);
    const { code, log } = job.step('pull_request', { pull_request: { ...payload.pull_request, base: { sha: 'f'.repeat(40) } } });
    expect([code, log]).toEqual([2, expect.stringContaining('is not in this clone')]);
  });
});

describe('a push', () => {
  test('to a branch is judged as a whole, not by its last commit', () => {
    const { origin, base } = pullRequest({ 'two.js': FAULT });
    using _origin = origin;
    origin.git('checkout', '--quiet', 'feature');
    const before = origin.git('rev-parse', 'HEAD');
    origin.commit({ 'three.js': CLEAN });
    using job = jobOf(origin);
    job.git('checkout', '--quiet', '--detach', 'origin/feature');
    const { code, log, outputs } = job.step('push', { before }, { GITHUB_REF: 'refs/heads/feature' });
    expect([code, outputs.base]).toEqual([1, base]);
    expect(log).toContain('::error file=two.js');
  });

  test('to the default branch is judged against what was there before', () => {
    const { origin, base, moved } = pullRequest({});
    using _origin = origin;
    using job = jobOf(origin);
    const pushed = job.step('push', { before: base });
    expect([pushed.code, pushed.outputs.base]).toEqual([1, base]);
    const first = job.step('push', { before: '0'.repeat(40) });
    expect([first.code, first.outputs.base, first.summary.includes(base.slice(0, 10)), moved.length]).toEqual([1, '', true, 40]);
    const rewritten = job.step('push', { before: 'e'.repeat(40) });
    expect([rewritten.code, rewritten.log]).toEqual([2, expect.stringContaining('the input base')]);
  });
});

describe('what a workflow says', () => {
  test.each([
    ['a flag that the action gives itself', { JIDOKA_ARGS: '--only 4 --format=json' }, 'args cannot hold --format=json'],
    ['a file that would be two', { JIDOKA_SARIF: 'a.sarif,json=b' }, 'holds a comma'],
    ['no repository', { GITHUB_WORKSPACE: '/' }, 'run actions/checkout before'],
  ])('%s is refused', (_, env, message) => {
    const { origin } = pullRequest({});
    using _origin = origin;
    using job = jobOf(origin);
    const { code, log } = job.step('push', {}, env);
    expect([code, log]).toEqual([2, expect.stringContaining(message)]);
  });

  test('is never part of a script, whatever it holds', () => {
    const { origin, base } = pullRequest({});
    using _origin = origin;
    using job = jobOf(origin);
    const { code, log, outputs } = job.step('push', {}, { JIDOKA_BASE: '$(touch pwned)\n::set-output name=a::b' });
    expect([code, outputs.outcome, base.length]).toEqual([2, 'error', 40]);
    expect(log).not.toMatch(/^\s*::(?!error )/m);
    expect(existsSync(join(job.workspace, 'pwned'))).toBe(false);
  });
});

describe('action.yml', () => {
  interface Step {
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly uses?: string;
  }
  const action = parse(readFileSync(fileURLToPath(new URL('../../action.yml', import.meta.url)), 'utf8')) as {
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  };

  test('puts no expression into a script', () => {
    expect(action.runs.steps.flatMap(({ run = '' }) => run).filter((run) => run.includes('${{'))).toEqual([]);
  });

  test('hands every input to the script that reads it', () => {
    const [step] = action.runs.steps;
    const script = readFileSync(SCRIPT, 'utf8');
    expect(Object.keys(step?.env ?? {}).filter((name) => !script.includes(name))).toEqual([]);
    const used = JSON.stringify(action.runs.steps);
    expect(Object.keys(action.inputs).filter((name) => !used.includes(`inputs.${name}`))).toEqual([]);
  });
});
